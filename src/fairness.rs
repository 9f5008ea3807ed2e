//! Nobody can block the others: in front of the database each company has a queue of its own, and
//! in front of the queues a limit. It stands between the server, which asks who may come in, and the
//! pools, which it lets requests go to in turn. It has no authority: whom it takes a request for
//! decides only who waits for whom, and a forged name waits among those of its address.

mod buckets;
mod front;
mod known;
mod limits;
mod queues;
mod scheduler;
mod sharing;

pub use front::{Front, FrontOptions};
pub use limits::{Admission, Standing};
