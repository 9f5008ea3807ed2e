//! A form that brings a file: read once, bounded, and only from our own pages. The page's token
//! comes before the file, so that a forged form's file is never read.

use poem::web::{Field, Multipart};
use poem::{FromRequest, Request};

use super::csrf::{FIELD, same};
use super::refused::Refused;
use super::request::PageRequest;

/// The largest field that is no file, in bytes, and how many there may be.
const MOST_TEXT: usize = 1024;
const MOST_FIELDS: usize = 8;

/// What a form with a file sent.
#[derive(Debug, Default)]
pub struct Upload {
    /// What the file is called; empty without one.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The names of the boxes that were ticked.
    pub ticked: Vec<String>,
}

impl Upload {
    /// Reads a form with a file of at most so many bytes.
    ///
    /// # Errors
    /// `Forged` without the page's token in front, `TooLarge`, `Malformed`.
    pub async fn read(
        request: &mut Request,
        page: &PageRequest,
        most: usize,
    ) -> Result<Self, Refused> {
        let from = request.headers().get("sec-fetch-site");
        if from.is_some_and(|from| from == "cross-site") {
            return Err(Refused::Forged);
        }
        let (head, mut body) = std::mem::take(request).split();
        let form = Multipart::from_request(&head, &mut body).await;
        *request = head;
        let mut form = form.map_err(|_| Refused::Malformed)?;
        let token = next(&mut form).await?.ok_or(Refused::Forged)?;
        let told = match token.name() == Some(FIELD) {
            true => read(token, MOST_TEXT).await?,
            false => return Err(Refused::Forged),
        };
        if !same(&page.csrf, &String::from_utf8_lossy(&told)) {
            return Err(Refused::Forged);
        }
        let mut upload = Self::default();
        for _ in 0..MOST_FIELDS {
            let Some(field) = next(&mut form).await? else {
                return Ok(upload);
            };
            match (field.file_name().map(str::to_owned), field.name()) {
                (Some(name), _) => {
                    upload.name = name;
                    upload.bytes = read(field, most).await?;
                }
                (None, Some(name)) => {
                    upload.ticked.push(name.to_owned());
                    read(field, MOST_TEXT).await?;
                }
                (None, None) => return Err(Refused::Malformed),
            }
        }
        Err(Refused::Malformed)
    }

    /// Whether this box was ticked.
    pub fn has(&self, name: &str) -> bool {
        self.ticked.iter().any(|ticked| ticked == name)
    }
}

async fn next(form: &mut Multipart) -> Result<Option<Field>, Refused> {
    form.next_field().await.map_err(|_| Refused::Malformed)
}

async fn read(field: Field, most: usize) -> Result<Vec<u8>, Refused> {
    use tokio::io::AsyncReadExt;
    let most = u64::try_from(most).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    let mut limited = field.into_async_read().take(most.saturating_add(1));
    let read = limited.read_to_end(&mut bytes).await;
    let read = read.map_err(|_| Refused::Malformed)?;
    match u64::try_from(read).is_ok_and(|read| read <= most) {
        true => Ok(bytes),
        false => Err(Refused::TooLarge),
    }
}
