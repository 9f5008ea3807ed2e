//! Enums that JSON, queries and the database call by the same labels.

/// Declares an enum that JSON, queries and the database call by the same lower-case labels.
macro_rules! labelled {
    ($(#[$doc:meta])* $name:ident {
        $(#[doc = $meaning:literal] $(#[$attribute:meta])* $variant:ident = $label:literal),* $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, poem_openapi::Enum)]
        #[serde(rename_all = "snake_case")]
        #[oai(rename_all = "snake_case")]
        pub enum $name {
            $(#[doc = $meaning] $(#[$attribute])* $variant),*
        }

        impl $name {
            /// What each label means, for the OpenAPI document.
            pub const MEANINGS: &[(&str, &str)] = &[$(($label, $meaning)),*];

            /// The label in JSON and in the database.
            pub fn label(self) -> &'static str {
                match self {
                    $(Self::$variant => $label),*
                }
            }

            /// Reads a label.
            ///
            /// # Errors
            /// `not_allowed`, naming the labels there are.
            pub fn parse(label: &str) -> Result<Self, $crate::domain::Invalid> {
                match label {
                    $($label => Ok(Self::$variant),)*
                    _ => Err($crate::domain::Invalid::new(
                        $crate::domain::FieldCode::NotAllowed,
                        format!("Must be one of {}.", [$($label),*].join(", ")),
                    )),
                }
            }
        }

        impl $crate::domain::FromField for $name {
            fn from_field(value: &serde_json::Value) -> Result<Self, $crate::domain::Invalid> {
                Self::parse($crate::domain::field::text(value)?)
            }
        }
    };
}
pub(super) use labelled;
