//! How much of a queue has been read from the database, and what is to be read next,
//! and what was last seen of its webhook.

/// What is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// All that there is was seen.
    Done,
    /// There is more after what was loaded.
    More,
    /// Everything, from the beginning.
    Anew,
    /// A page could not be read: what comes may not be sent before what it held.
    Failed,
    /// A page is on its way; this is to be read afterwards.
    UnderWay(Then),
}

/// What follows a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    Nothing,
    More,
    Anew,
}

/// Whether a page was the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    Last,
    Full,
}

/// What was last seen of the webhook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Webhook {
    Enabled,
    /// What waits is to be given up.
    Disabled,
    /// It is being given up.
    Dropping,
}

impl Reading {
    /// Everything is to be read from the beginning.
    pub(super) fn anew(&mut self) {
        *self = match self {
            Self::UnderWay(_) => Self::UnderWay(Then::Anew),
            Self::Done | Self::More | Self::Anew | Self::Failed => Self::Anew,
        };
    }

    /// There is more than what was loaded.
    pub(super) fn more(&mut self) {
        *self = match *self {
            Self::UnderWay(Then::Nothing) => Self::UnderWay(Then::More),
            Self::Done => Self::More,
            other @ (Self::More | Self::Anew | Self::Failed | Self::UnderWay(_)) => other,
        };
    }

    /// A page came.
    pub(super) fn came(&mut self, page: Page) {
        *self = match (*self, page) {
            (Self::UnderWay(Then::Anew), _) => Self::Anew,
            (Self::UnderWay(Then::Nothing), Page::Last) => Self::Done,
            (Self::UnderWay(_) | Self::More, _) => Self::More,
            (other @ (Self::Done | Self::Anew | Self::Failed), _) => other,
        };
    }
}
