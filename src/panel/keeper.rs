//! The models in use, one for each role: made anew within a second of a change of the catalog. The
//! catalog's fingerprint is asked for only while somebody uses the panel.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::Instant;

use super::model::Model;
use super::own::{Share, narrowed};
use super::presentation::Presentation;
use super::resolve::resolve;
use crate::db::panel::refusal::Fault;
use crate::db::panel::{Ask, Entrance, PanelDb, Work};

/// How long a fingerprint is good for.
const GOOD_FOR: Duration = Duration::from_secs(1);

/// How long a model is good for: sizes of tables, which it holds too, change without a trace in the
/// fingerprint.
const MODEL_GOOD_FOR: Duration = Duration::from_secs(60);

/// Keeps the models.
#[derive(Default)]
pub struct Keeper {
    presentation: Presentation,
    share: Share,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    /// The catalog's fingerprint, which is the same for all roles, and when it was asked for.
    fingerprint: Option<(String, Instant)>,
    models: HashMap<String, Made>,
}

struct Made {
    model: Arc<Model>,
    fingerprint: String,
    at: Instant,
}

impl Keeper {
    /// A keeper of models that look like this, of these rows.
    pub fn new(presentation: Presentation, share: Share) -> Self {
        Self {
            presentation,
            share,
            kept: Mutex::default(),
        }
    }

    /// Opens a transaction in the name of whoever stands at this entrance, and gives the model of
    /// their role.
    ///
    /// # Errors
    /// See [`PanelDb::enter`].
    pub async fn enter(
        &self,
        db: &PanelDb,
        entrance: &Entrance,
    ) -> Result<(Work, Arc<Model>), Fault> {
        let asked_at = Instant::now();
        let ask = match &self.kept.lock().await.fingerprint {
            Some((_, at)) if at.elapsed() < GOOD_FOR => Ask::Nothing,
            Some(_) | None => Ask::Fingerprint,
        };
        let work = db.enter(entrance, ask).await?;
        let (fingerprint, known) = self.known(&work, asked_at).await;
        if let Some(model) = known {
            return Ok((work, model));
        }
        // Not under the lock: others go on with what they have.
        let model = resolve(&work.catalog().await?, &self.presentation);
        let model = Arc::new(match &self.share {
            Share::All => model,
            Share::Own(own) => narrowed(model, own),
        });
        let made = Made {
            model: model.clone(),
            fingerprint,
            at: asked_at,
        };
        let mut kept = self.kept.lock().await;
        kept.models.insert(work.role().to_owned(), made);
        drop(kept);
        Ok((work, model))
    }

    /// The fingerprint, and the model of a transaction's role, if it is still good.
    async fn known(&self, work: &Work, asked_at: Instant) -> (String, Option<Arc<Model>>) {
        let mut kept = self.kept.lock().await;
        if let Some(fingerprint) = work.fingerprint() {
            kept.fingerprint = Some((fingerprint.to_owned(), asked_at));
        }
        let fingerprint = kept.fingerprint.as_ref();
        let fingerprint = fingerprint.map_or_else(String::new, |(text, _)| text.clone());
        let made = kept
            .models
            .get(work.role())
            .filter(|made| made.fingerprint == fingerprint && made.at.elapsed() < MODEL_GOOD_FOR);
        (fingerprint, made.map(|made| made.model.clone()))
    }
}
