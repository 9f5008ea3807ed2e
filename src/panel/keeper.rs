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
use crate::db::panel::Work;
use crate::db::panel::refusal::Fault;

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
    models: Mutex<HashMap<String, Kept>>,
}

struct Kept {
    model: Arc<Model>,
    fingerprint: String,
    made_at: Instant,
    checked_at: Instant,
}

impl Keeper {
    /// A keeper of models that look like this, of these rows.
    pub fn new(presentation: Presentation, share: Share) -> Self {
        Self {
            presentation,
            share,
            models: Mutex::default(),
        }
    }

    /// The model of the role in whose name this runs.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn model(&self, work: &Work) -> Result<Arc<Model>, Fault> {
        if let Some(kept) = self.models.lock().await.get(work.role())
            && kept.checked_at.elapsed() < GOOD_FOR
        {
            return Ok(kept.model.clone());
        }
        // Not under the lock: others go on with what they have.
        let checked_at = Instant::now();
        let fingerprint = work.fingerprint().await?;
        if let Some(kept) = self.models.lock().await.get_mut(work.role())
            && kept.fingerprint == fingerprint
            && kept.made_at.elapsed() < MODEL_GOOD_FOR
        {
            kept.checked_at = checked_at;
            return Ok(kept.model.clone());
        }
        let model = resolve(&work.catalog().await?, &self.presentation);
        let model = Arc::new(match &self.share {
            Share::All => model,
            Share::Own(own) => narrowed(model, own),
        });
        let kept = Kept {
            model: model.clone(),
            fingerprint,
            made_at: checked_at,
            checked_at,
        };
        self.models
            .lock()
            .await
            .insert(work.role().to_owned(), kept);
        Ok(model)
    }
}
