//! Why an operation on a record failed, whatever its noun.

use super::named::{NotOne, capitalised};
use crate::api;

/// Why an operation failed; `Display` is a fragment for "failed to create the route: ...".
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The API refused, or didn't answer.
    #[error("{0}")]
    Api(#[from] api::Error),
    /// The record may have been created: looking for it failed, or found nothing yet.
    #[error("{0}")]
    MayExist(#[from] Box<MayExist>),
    /// An attempt at a create came through late, and the record that is too many couldn't be deleted.
    #[error("{0}")]
    Twice(#[from] Box<Twice>),
    /// Several records may be the one that a create asked for.
    #[error("{0}")]
    Several(#[from] Box<Several>),
    /// What was looked for by id or name isn't there, or there are several.
    #[error("{0}")]
    NotOne(#[from] Box<NotOne>),
    /// Terraform stopped the provider before anything was sent.
    #[error("Terraform stopped the provider before this was sent")]
    Stopped,
}

/// A create whose outcome is in doubt.
#[derive(Debug, thiserror::Error)]
#[error("{write}. {}, import it with the id {}", self.doubt(), self.ids())]
pub struct MayExist {
    /// What may exist.
    pub noun: &'static str,
    /// What would hold it: `menu 2`.
    pub holder: String,
    /// The ids by which it can be imported.
    pub import_ids: Vec<String>,
    /// The failure of the create.
    pub write: api::Error,
    /// The failure of the look, if that failed.
    pub look: Option<api::Error>,
}

impl MayExist {
    fn doubt(&self) -> String {
        let Self { noun, holder, look, .. } = self;
        match look {
            Some(look) => format!(
                "The {noun} may exist all the same: looking for it failed ({look}). Look at {holder} before you apply \
                 again; if it is there"
            ),
            None => format!(
                "{} doesn't hold the {noun}, but Zendesk may still be at work on it. If it turns up",
                capitalised(holder)
            ),
        }
    }

    fn ids(&self) -> String {
        quoted(&self.import_ids).replace(", ", " or ")
    }
}

fn quoted(import_ids: &[String]) -> String {
    let ids: Vec<_> = import_ids.iter().map(|id| format!("\"{id}\"")).collect();
    ids.join(", ")
}

/// A record that was made twice.
#[derive(Debug, thiserror::Error)]
#[error(
    "an attempt whose answer was lost came through late, so {holder} has the {noun} twice: {kept} and {copy}, which \
     couldn't be deleted ({delete}). Delete one by hand, and import the other with the id \"{}\"",
    .import_ids.first().map(String::as_str).unwrap_or_default()
)]
pub struct Twice {
    /// What was made twice.
    pub noun: &'static str,
    /// What holds it: `menu 2`.
    pub holder: String,
    /// The ids by which one of them can be imported.
    pub import_ids: Vec<String>,
    /// The first of the two.
    pub kept: i64,
    /// The other one.
    pub copy: i64,
    /// The failure of its deletion.
    pub delete: api::Error,
}

/// A create whose answer was lost, and after which several records are as asked for.
#[derive(Debug, thiserror::Error)]
#[error(
    "{write}. Since then {holder} has several {noun}s that are as asked for, and nothing says which of them this create made: {}. \
     None of them is taken for it, and none is deleted. Import the one that is meant by its id, and delete by hand what \
     nobody else made",
    quoted(.import_ids)
)]
pub struct Several {
    /// What there are several of.
    pub noun: &'static str,
    /// What holds them: `IVR 2`.
    pub holder: String,
    /// The ids by which they can be imported.
    pub import_ids: Vec<String>,
    /// The failure of the create.
    pub write: api::Error,
}

impl From<Several> for Error {
    fn from(several: Several) -> Self {
        Self::Several(Box::new(several))
    }
}

impl From<MayExist> for Error {
    fn from(may_exist: MayExist) -> Self {
        Self::MayExist(Box::new(may_exist))
    }
}

impl From<Twice> for Error {
    fn from(twice: Twice) -> Self {
        Self::Twice(Box::new(twice))
    }
}

impl From<NotOne> for Error {
    fn from(not_one: NotOne) -> Self {
        Self::NotOne(Box::new(not_one))
    }
}
