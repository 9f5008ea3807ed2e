//! Parameters of the query and of headers: checked together, refused together, never by the
//! framework, so that who asks is settled first.

mod values;

use std::borrow::Cow;
use std::collections::BTreeSet;

use poem::Request;
use poem_openapi::registry::{MetaSchemaRef, Registry};
use poem_openapi::types::{ParseFromParameter, ParseResult, Type};

use super::problem::FieldError;
use super::refusal::Refusal;
use crate::domain::{FieldCode, Invalid};

pub use values::{
    Cursor, EventTypes, IdempotencyKey, IfMatch, Limit, PaymentParam, Prefer, SequenceCursor,
    Statuses,
};

/// A parameter that was asked for as `T`.
#[derive(Debug)]
pub enum Param<T> {
    /// It is not there.
    Absent,
    /// It says this.
    Given(T),
    /// It cannot be read.
    Wrong(Invalid),
}

/// What can be read from the values of a parameter.
pub trait FromParam: Sized {
    /// Reads the values, of which there is at least one.
    ///
    /// # Errors
    /// `Invalid` says what is wrong.
    fn from_param(values: &[String]) -> Result<Self, Invalid>;
}

impl<T> Param<T> {
    /// The parameter as the request's header has it: the framework leaves out a value that is not
    /// ASCII, and absent it is not.
    pub fn heard(self, request: &Request, header: &str) -> Self {
        let mut values = request.headers().get_all(header).iter();
        if values.all(|value| value.to_str().is_ok()) {
            return self;
        }
        Self::Wrong(Invalid::new(
            FieldCode::InvalidFormat,
            "Must be visible ASCII characters.",
        ))
    }
}

impl<T: FromParam + Type> ParseFromParameter for Param<T> {
    fn parse_from_parameter(value: &str) -> ParseResult<Self> {
        Self::parse_from_parameters([value])
    }

    fn parse_from_parameters<I: IntoIterator<Item = A>, A: AsRef<str>>(
        values: I,
    ) -> ParseResult<Self> {
        let values: Vec<_> = values
            .into_iter()
            .map(|value| value.as_ref().to_owned())
            .collect();
        Ok(match values.is_empty() {
            true => Self::Absent,
            false => match T::from_param(&values) {
                Ok(value) => Self::Given(value),
                Err(invalid) => Self::Wrong(invalid),
            },
        })
    }
}

impl<T: Type> Type for Param<T> {
    const IS_REQUIRED: bool = false;
    type RawValueType = Self;
    type RawElementValueType = Self;

    fn name() -> Cow<'static, str> {
        T::name()
    }

    fn schema_ref() -> MetaSchemaRef {
        T::schema_ref()
    }

    fn register(registry: &mut Registry) {
        T::register(registry);
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }

    fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
        Box::new(self.as_raw_value().into_iter())
    }
}

/// The query's parameters, taken one by one; what is left over is unknown.
pub struct Params {
    left: BTreeSet<String>,
    errors: Vec<FieldError>,
}

impl Params {
    /// Begins with the names in the request's query.
    pub fn of(request: &Request) -> Self {
        let query = request.uri().query().unwrap_or_default();
        let names = form_urlencoded::parse(query.as_bytes()).map(|(name, _)| name.into_owned());
        Self {
            left: names.collect(),
            errors: Vec::new(),
        }
    }

    /// Takes a parameter; none when it is absent or wrong.
    pub fn take<T>(&mut self, name: &str, param: Param<T>) -> Option<T> {
        self.left.remove(name);
        self.take_header(name, param)
    }

    /// Takes a header; none when it is absent or wrong.
    pub fn take_header<T>(&mut self, name: &str, param: Param<T>) -> Option<T> {
        match param {
            Param::Absent => None,
            Param::Given(value) => Some(value),
            Param::Wrong(invalid) => {
                self.refuse(name, invalid);
                None
            }
        }
    }

    /// Refuses a parameter.
    pub fn refuse(&mut self, name: &str, invalid: Invalid) {
        self.errors.push(FieldError::parameter(name, invalid));
    }

    /// Says whether all were right.
    ///
    /// # Errors
    /// 422 with everything that is wrong.
    pub fn finish(mut self) -> Result<(), Refusal> {
        for name in std::mem::take(&mut self.left) {
            self.refuse(
                &name,
                Invalid::new(FieldCode::UnknownField, "No parameter has this name here."),
            );
        }
        if self.errors.is_empty() {
            Ok(())
        } else {
            Err(Refusal::validation_failed(self.errors))
        }
    }
}
