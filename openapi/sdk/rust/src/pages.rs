//! Lists, page by page.

use progenitor_client::{Error, ResponseValue};

use crate::types;

/// One page of any list.
pub trait Page {
    /// What it lists.
    type Item;
    /// The page's items and the cursor of the next page, if there is one.
    fn into_parts(self) -> (Vec<Self::Item>, Option<String>);
}

macro_rules! pages {
    ($($page:ident of $item:ident),*) => {$(
        impl Page for types::$page {
            type Item = types::$item;
            fn into_parts(self) -> (Vec<Self::Item>, Option<String>) {
                (self.data, self.next_cursor)
            }
        }
    )*};
}
pages!(ListApiKey of ApiKey, ListDelivery of Delivery, ListEvent of Event, ListPayment of Payment, ListWebhook of Webhook);

/// Asks for one page after the other:
/// `Pages::new(async |after| { let list = client.list_payments().limit(100); ask(list, after).await })`.
pub struct Pages<F> {
    ask: F,
    after: Option<String>,
    ended: bool,
}

impl<F, P> Pages<F>
where
    F: AsyncFnMut(Option<String>) -> Result<ResponseValue<P>, Error<types::Problem>>,
    P: Page,
{
    /// `ask` is given the cursor to send as `after`, none for the first page.
    pub fn new(ask: F) -> Self {
        Self {
            ask,
            after: None,
            ended: false,
        }
    }

    /// The items of the next page, which may be fewer than the limit; none after the last.
    pub async fn next(&mut self) -> Result<Option<Vec<P::Item>>, Error<types::Problem>> {
        if self.ended {
            return Ok(None);
        }
        let page = (self.ask)(self.after.take()).await?.into_inner();
        let (items, after) = page.into_parts();
        self.ended = after.is_none();
        self.after = after;
        Ok(Some(items))
    }
}
