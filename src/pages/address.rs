//! Addresses of pages: which methods each has, and a page in place of any error.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use poem::http::{Method, StatusCode};
use poem::{Endpoint, Error, IntoResponse, Request, Response, Result};

use super::refused::Refused;
use super::request::{Area, PageRequest};
use super::shell::Shell;
use crate::api::reception::Reception;

type Handler<S> = Arc<dyn Fn(Arc<S>, Request) -> BoxFuture<'static, Answer> + Send + Sync>;

/// A page, or why there is none.
pub type Answer = Result<Response, Refused>;

/// One address: what its methods do, with the state `S` that they share.
pub struct Address<S> {
    state: Arc<S>,
    methods: Vec<(Method, Handler<S>)>,
    visitors: Visitors,
}

/// Who comes to an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Visitors {
    /// Those who say who they are: whoever finds out charges them.
    Known,
    /// Anybody: the address that they come from is charged.
    Strangers,
}

impl<S: Send + Sync + 'static> Address<S> {
    /// An address without methods.
    pub fn new(state: &Arc<S>) -> Self {
        Self {
            state: state.clone(),
            methods: Vec::new(),
            visitors: Visitors::Known,
        }
    }

    /// The same, open to those who are not logged in: each request is charged to where it comes from.
    #[must_use]
    pub fn for_strangers(self) -> Self {
        Self {
            visitors: Visitors::Strangers,
            ..self
        }
    }

    /// What GET does; HEAD is the same without the body.
    #[must_use]
    pub fn get<F>(self, handler: fn(Arc<S>, Request) -> F) -> Self
    where
        F: Future<Output = Answer> + Send + 'static,
    {
        self.method(Method::GET, handler)
    }

    /// What POST does.
    #[must_use]
    pub fn post<F>(self, handler: fn(Arc<S>, Request) -> F) -> Self
    where
        F: Future<Output = Answer> + Send + 'static,
    {
        self.method(Method::POST, handler)
    }

    fn method<F>(mut self, method: Method, handler: fn(Arc<S>, Request) -> F) -> Self
    where
        F: Future<Output = Answer> + Send + 'static,
    {
        let boxed: Handler<S> = Arc::new(move |state, request| handler(state, request).boxed());
        self.methods.push((method, boxed));
        self
    }

    fn allowed(&self) -> Vec<Method> {
        let methods = self.methods.iter().map(|(method, _)| method.clone());
        let head = self
            .methods
            .iter()
            .any(|(method, _)| *method == Method::GET);
        methods.chain(head.then_some(Method::HEAD)).collect()
    }
}

impl<S: Send + Sync + 'static> Endpoint for Address<S> {
    type Output = Response;

    async fn call(&self, request: Request) -> Result<Response> {
        let is_head = *request.method() == Method::HEAD;
        let method = match is_head {
            true => &Method::GET,
            false => request.method(),
        };
        let known = self.methods.iter().find(|(known, _)| known == method);
        let Some((_, handler)) = known else {
            return Err(Refused::MethodNotAllowed(self.allowed()).into());
        };
        if self.visitors == Visitors::Strangers {
            Reception::knock(&request).map_err(Refused::at_the_door)?;
        }
        let mut response = handler(self.state.clone(), request).await?;
        if is_head {
            response.set_body(());
        }
        Ok(response)
    }
}

/// Pages whose errors are pages.
pub struct Errors<E> {
    inner: E,
    shell: Arc<Shell>,
    area: Area,
}

impl<E> Errors<E> {
    /// Puts pages in place of the errors of these.
    pub fn around(inner: E, shell: &Arc<Shell>, area: Area) -> Self {
        Self {
            inner,
            shell: shell.clone(),
            area,
        }
    }
}

impl<E: Endpoint> Endpoint for Errors<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> Result<Response> {
        let page = PageRequest::anonymous(&self.shell, &request, self.area);
        let answer = AssertUnwindSafe(self.inner.call(request))
            .catch_unwind()
            .await;
        let refused = match answer {
            Ok(Ok(output)) => return Ok(output.into_response()),
            Ok(Err(error)) => refusal(&error),
            Err(_) => {
                tracing::error!("a page panicked");
                Refused::Internal
            }
        };
        Ok(self.shell.refuse(&refused, &page))
    }
}

fn refusal(error: &Error) -> Refused {
    if let Some(refused) = error.downcast_ref::<Refused>() {
        return refused.clone();
    }
    match error.status() {
        StatusCode::NOT_FOUND => Refused::NotFound,
        status if status.is_client_error() => Refused::Malformed,
        _ => {
            tracing::error!(error = %error, "unexpected error");
            Refused::Internal
        }
    }
}
