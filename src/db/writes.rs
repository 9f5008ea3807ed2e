//! A company's writes: alone while their turns come at once; when they have to wait, together with what else
//! of the same credential waits. One that the database refuses among others goes alone after all, so that
//! each is answered as if it always had.

use deadpool_postgres::{Object, Pool};
use futures_util::future::join_all;
use serde_json::Value;
use tokio::sync::oneshot;
use tokio::time::{Instant, timeout_at};
use tokio_postgres::Row;
use tokio_postgres::types::{Json, ToSql};
use uuid::Uuid;

use super::call::Param;
use super::gate::{Pass, Verdict, Work};
use super::lanes::{Group, Kind, Lanes, Member};
use super::payments::{CREATE, CREATE_TOGETHER};
use super::way::{Identity, Way, call_as};
use super::{Error, Idempotency, call};
use crate::auth::Caller;

/// How a group of changes begins. Who finds a row locked by others than us does not keep the group waiting:
/// it goes alone.
const BEGIN: &str = "begin; set local lock_timeout = '100ms'";

/// Parameters that wait with their statement.
type Params = Vec<Box<dyn ToSql + Sync + Send>>;

/// What a request writes.
#[derive(Debug)]
pub(super) enum Write {
    /// A new payment.
    Create {
        idempotency: Idempotency,
        draft: Value,
    },
    /// A change of a row.
    Change {
        statement: &'static str,
        row: Uuid,
        params: Params,
    },
}

/// The lanes in which writes wait.
pub(super) type Writers = Lanes<Credential, Writer>;

/// Those who write together show the same credential: it is found good or bad for all.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Credential {
    company_id: Uuid,
    id: Uuid,
    secret_hash: [u8; 32],
}

/// A request that waits to write.
#[derive(Debug)]
pub(super) struct Writer {
    caller: Caller,
    write: Write,
    answer: oneshot::Sender<Answer>,
}

/// What became of a write in a group.
#[derive(Debug)]
enum Answer {
    /// It was done, or nobody knows.
    Given(Result<Vec<Row>, Error>),
    /// The group was refused: this one goes alone.
    Alone(Write),
}

impl Member for Writer {
    fn kind(&self) -> Kind {
        match self.write {
            Write::Create { .. } => Kind::Create,
            Write::Change { row, .. } => Kind::Change(row),
        }
    }

    fn has_gone(&self) -> bool {
        self.answer.is_closed()
    }
}

impl Credential {
    fn of(caller: &Caller) -> Self {
        Self {
            company_id: caller.company_id.0,
            id: caller.credential_id,
            secret_hash: caller.secret_hash,
        }
    }
}

/// Why a group came to nothing.
enum Failure {
    /// The database refused one of it, and so none was written.
    Refused,
    /// Nobody knows what was written.
    Lost(String),
}

/// What the wait for a turn came to.
enum Turn {
    Answered(Result<Answer, oneshot::error::RecvError>),
    Begins(Result<Box<dyn Pass>, Error>),
}

/// Writes when the turn of this request, or of another that takes it along, has come.
pub(super) async fn write(
    way: &Way<'_>,
    writers: &Writers,
    caller: &Caller,
    (write, work): (Write, Work),
) -> Result<Vec<Row>, Error> {
    let Some(gate) = way.gate else {
        return alone(way, caller, (write, work)).await;
    };
    let came = Instant::now();
    let (answer, mut answered) = oneshot::channel();
    let writer = Writer {
        caller: caller.clone(),
        write,
        answer,
    };
    let place = writers.join(Credential::of(caller), writer);
    let turn = tokio::select! {
        biased;
        answer = &mut answered => Turn::Answered(answer),
        pass = gate.enter(caller, way.door, work) => Turn::Begins(pass),
    };
    let answer = match turn {
        Turn::Answered(answer) => answer,
        Turn::Begins(Err(error)) if place.leave() => return Err(error),
        Turn::Begins(Err(_)) => answered.await,
        Turn::Begins(Ok(pass)) => {
            if let Some(group) = place.lead() {
                let deadline = call::deadline_since(came);
                // By itself: who goes away while it is written takes nobody along.
                tokio::spawn(commit(group, way.pool.clone(), pass, deadline));
            }
            answered.await
        }
    };
    match answer {
        Ok(Answer::Given(outcome)) => {
            gate.found(caller, Verdict::of(&outcome));
            outcome
        }
        Ok(Answer::Alone(write)) => alone(way, caller, (write, work)).await,
        Err(_) => Err(Error::Broken("a group of writes was dropped".to_owned())),
    }
}

/// Waits for a turn, and writes.
async fn alone(
    way: &Way<'_>,
    caller: &Caller,
    (write, work): (Write, Work),
) -> Result<Vec<Row>, Error> {
    match &write {
        Write::Create { idempotency, draft } => {
            let params: [Param<'_>; 3] =
                [&idempotency.key, &idempotency.request_hash, &Json([draft])];
            call_as(way, caller, (CREATE, work), &params).await
        }
        Write::Change {
            statement, params, ..
        } => {
            let params: Vec<_> = borrowed(params).collect();
            call_as(way, caller, (statement, work), &params).await
        }
    }
}

/// Writes a group, and tells each what became of it.
async fn commit(
    mut group: Group<Credential, Writer>,
    pool: Pool,
    pass: Box<dyn Pass>,
    deadline: Instant,
) {
    let members = std::mem::take(&mut group.members);
    let written = write_before(deadline, &pool, &members).await;
    drop((group, pass));
    let mut answers = written.map(Vec::into_iter);
    for Writer { write, answer, .. } in members {
        let told = match &mut answers {
            Ok(answers) => Answer::Given(Ok(answers.next().unwrap_or_default())),
            Err(Failure::Refused) => Answer::Alone(write),
            Err(Failure::Lost(why)) => Answer::Given(Err(Error::Unavailable(why.clone()))),
        };
        // Who has gone does not hear it.
        answer.send(told).ok();
    }
}

/// Writes a group in one transaction; the rows of each answer.
async fn write_before(
    deadline: Instant,
    pool: &Pool,
    members: &[Writer],
) -> Result<Vec<Vec<Row>>, Failure> {
    let lost = |why: &str| Failure::Lost(why.to_owned());
    let connection = timeout_at(deadline, pool.get())
        .await
        .map_err(|_| lost("no connection was free in time"))?
        .map_err(|error| lost(&Error::from(error).to_string()))?;
    match timeout_at(deadline, write_all(&connection, members)).await {
        Ok(Ok(answers)) => Ok(answers),
        Ok(Err(error)) if error.as_db_error().is_some() => Err(Failure::Refused),
        Ok(Err(error)) => Err(lost(&Error::from(error).to_string())),
        Err(_) => {
            // Its answers may still come: this connection serves nobody else.
            drop(Object::take(connection));
            Err(lost("no answer in time"))
        }
    }
}

async fn write_all(
    connection: &Object,
    members: &[Writer],
) -> Result<Vec<Vec<Row>>, tokio_postgres::Error> {
    let mut drafts = Vec::new();
    let mut changes = Vec::new();
    for Writer { caller, write, .. } in members {
        match write {
            Write::Create { idempotency, draft } => drafts.push((caller, idempotency, draft)),
            Write::Change {
                statement, params, ..
            } => changes.push((caller, *statement, params)),
        }
    }
    match drafts.is_empty() {
        true => change_all(connection, &changes).await,
        false => create_all(connection, &drafts).await,
    }
}

/// New payments in one statement.
async fn create_all(
    connection: &Object,
    drafts: &[(&Caller, &Idempotency, &Value)],
) -> Result<Vec<Vec<Row>>, tokio_postgres::Error> {
    let mut answers: Vec<_> = drafts.iter().map(|_| Vec::new()).collect();
    let Some((caller, ..)) = drafts.first() else {
        return Ok(answers);
    };
    let requests: Vec<_> = drafts.iter().map(|(c, ..)| c.request_id.as_str()).collect();
    let keys: Vec<_> = drafts.iter().map(|(_, i, _)| i.key.as_deref()).collect();
    let hashes: Vec<_> = drafts
        .iter()
        .map(|(_, i, _)| i.request_hash.as_slice())
        .collect();
    let drafts = Json(drafts.iter().map(|(.., draft)| draft).collect::<Vec<_>>());
    let identity = Identity::of(caller);
    let own: [Param<'_>; 4] = [&requests, &keys, &hashes, &drafts];
    let statement = connection.prepare_cached(CREATE_TOGETHER).await?;
    let params = identity.before(own.into_iter());
    for row in connection.query(&statement, &params).await? {
        let place: i32 = row.try_get("place")?;
        let answer = usize::try_from(place - 1)
            .ok()
            .and_then(|n| answers.get_mut(n));
        if let Some(answer) = answer {
            answer.push(row);
        }
    }
    Ok(answers)
}

/// Changes in one transaction, sent at once.
async fn change_all(
    connection: &Object,
    changes: &[(&Caller, &'static str, &Params)],
) -> Result<Vec<Vec<Row>>, tokio_postgres::Error> {
    let mut prepared = Vec::with_capacity(changes.len());
    for (_, statement, _) in changes {
        prepared.push(connection.prepare_cached(statement).await?);
    }
    let identities: Vec<_> = changes
        .iter()
        .map(|(caller, ..)| Identity::of(caller))
        .collect();
    let params = identities
        .iter()
        .zip(changes)
        .map(|(identity, (.., params))| identity.before(borrowed(params)));
    let params: Vec<_> = params.collect();
    let statements = prepared.iter().zip(&params);
    // They are sent in this order, since each is when it is first polled.
    let (begun, answers, committed) = tokio::join!(
        biased;
        connection.batch_execute(BEGIN),
        join_all(statements.map(|(statement, params)| connection.query(statement, params))),
        connection.batch_execute("commit"),
    );
    begun?;
    let answers = answers.into_iter().collect::<Result<Vec<_>, _>>()?;
    committed?;
    Ok(answers)
}

fn borrowed(params: &Params) -> impl Iterator<Item = Param<'_>> {
    params.iter().map(|param| -> Param<'_> { &**param })
}
