//! One connection: requests are read and answered for as long as the client keeps its pace.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use http_body_util::combinators::BoxBody;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use poem::http::uri::Scheme;
use poem::http::{HeaderValue, header};
use poem::web::{LocalAddr, RemoteAddr};
use poem::{Body, Endpoint, Request, Response};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep_until};
use tokio_util::sync::CancellationToken;

use super::farewell::{Farewell, Words};
use super::progress::{Answer, Patience, Progress, Slow};
use super::rest::{Rest, Sending, Shared};
use super::socket::{Answered, Sent, Socket};
use crate::api::request::HungUp;
use crate::metrics;

/// The largest header of a request, in bytes; of at most 100 fields.
const MOST_HEADER_BYTES: usize = 32 * 1024;

/// The buffers of a connection grow up to this, in bytes.
const MOST_BUFFER_BYTES: usize = 64 * 1024;

/// What all connections share.
pub(super) struct Door<E> {
    pub(super) endpoint: E,
    pub(super) local: LocalAddr,
    pub(super) patience: Patience,
    pub(super) farewell: Farewell,
    pub(super) stop: CancellationToken,
}

impl<E: Endpoint<Output = Response> + 'static> Door<E> {
    /// Serves a connection until the client ends it, is too slow, or the server stops.
    pub(super) async fn serve(self: Arc<Self>, stream: TcpStream, remote: RemoteAddr) {
        let progress = Progress::new(self.patience);
        let hung_up = CancellationToken::new();
        let service = service_fn(|request| {
            let hung_up = HungUp(hung_up.clone());
            self.answer(request, &remote, hung_up, &progress)
        });
        let socket = Socket {
            stream,
            progress: progress.clone(),
            traffic: metrics::Traffic::default(),
            hung_up: hung_up.clone(),
            _given_up: hung_up.clone().drop_guard(),
        };
        let mut connection = http1::Builder::new()
            .max_header_size(MOST_HEADER_BYTES)
            .max_buf_size(MOST_BUFFER_BYTES)
            .serve_connection(TokioIo::new(socket), service);
        let slow = match self.watch(&mut connection, &progress).await {
            Ended::Closed => return,
            Ended::Slow(slow) => slow,
        };
        metrics::slow_client(slow.label());
        tracing::debug!(client = %remote, waited_for = slow.label(), "a slow client was let go");
        if let Slow::Header | Slow::Body(Answer::NotBegun) = slow {
            let socket = connection.into_parts().io.into_inner();
            self.farewell.say(Words::TooSlow, socket.stream).await;
        }
    }

    /// Lets the connection go on until it ends or has to.
    async fn watch<C>(&self, connection: &mut C, progress: &Progress) -> Ended
    where
        C: Connection,
    {
        let mut watch = Watch {
            connection,
            progress,
            alarm: None,
        };
        if let Some(ended) = self.stop.run_until_cancelled(&mut watch).await {
            return ended;
        }
        watch.connection.finish();
        // What came before we stopped is still served; who sent nothing whole is not waited for.
        std::future::poll_fn(|context| {
            let ended = Pin::new(&mut watch).poll(context);
            match ended {
                Poll::Pending if !progress.is_serving() && !progress.is_blocked() => {
                    Poll::Ready(Ended::Closed)
                }
                ended => ended,
            }
        })
        .await
    }

    /// Answers a request.
    async fn answer(
        &self,
        request: hyper::Request<Incoming>,
        remote: &RemoteAddr,
        hung_up: HungUp,
        progress: &Progress,
    ) -> Result<hyper::Response<Answered>, Infallible> {
        progress.requested();
        let (local, remote) = (self.local.clone(), remote.clone());
        let mut request = Request::from((request, local, remote, Scheme::HTTP));
        request.extensions_mut().insert(hung_up);
        let sending = match request.headers().contains_key(header::EXPECT) {
            true => Sending::WhenWanted,
            false => Sending::AtOnce,
        };
        let body = request.take_body();
        let body = (!body.is_empty()).then(|| watched(body, progress.clone()));
        request.set_body(match &body {
            Some(body) => Body::from(BoxBody::new(body.clone())),
            None => Body::empty(),
        });
        let mut response = self.endpoint.get_response(request).await;
        if let Some(body) = body
            && body.finish(sending).await == Rest::Left
        {
            let close = HeaderValue::from_static("close");
            response.headers_mut().insert(header::CONNECTION, close);
        }
        progress.answering();
        let response: hyper::Response<_> = response.into();
        let progress = progress.clone();
        Ok(response.map(|body| Answered { body, progress }))
    }
}

fn watched(body: Body, progress: Progress) -> Shared {
    Shared::new(Sent {
        body: body.into(),
        progress,
    })
}

/// How a connection ended.
enum Ended {
    /// By itself, or because the server stops.
    Closed,
    /// Its client was too slow.
    Slow(Slow),
}

/// What a watched connection can do.
trait Connection: Future<Output = hyper::Result<()>> + Unpin {
    /// Ends after the request that is being served.
    fn finish(&mut self);
}

impl<S> Connection for http1::Connection<TokioIo<Socket>, S>
where
    S: hyper::service::HttpService<Incoming, ResBody = Answered, Error = Infallible>,
{
    fn finish(&mut self) {
        Pin::new(self).graceful_shutdown();
    }
}

/// A connection that ends when its client is too slow. The alarm is moved only when it must be:
/// it may ring too early, never too late.
struct Watch<'a, C> {
    connection: &'a mut C,
    progress: &'a Progress,
    alarm: Option<Pin<Box<Sleep>>>,
}

impl<C: Connection> Future for Watch<'_, C> {
    type Output = Ended;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Ended> {
        let this = &mut *self;
        if Pin::new(&mut *this.connection).poll(context).is_ready() {
            return Poll::Ready(Ended::Closed);
        }
        while let Some((deadline, slow)) = this.progress.deadline() {
            let alarm = this
                .alarm
                .get_or_insert_with(|| Box::pin(sleep_until(deadline)));
            if alarm.deadline() > deadline {
                alarm.as_mut().reset(deadline);
            }
            ready!(alarm.as_mut().poll(context));
            if deadline <= Instant::now() {
                return Poll::Ready(Ended::Slow(slow));
            }
            alarm.as_mut().reset(deadline);
        }
        Poll::Pending
    }
}
