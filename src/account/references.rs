//! What a configuration refers to by id and the provider only reads: groups, phone numbers, greetings.

use std::sync::Arc;

use tf_provider::Diagnostic;

use super::failure::failure;
use super::named::{Named, capitalised};
use super::records::Account;
use crate::api::Record;

/// A kind of object that a configuration refers to by id and the provider only reads.
pub trait Referenced: Named + Send + Sync + 'static {
    /// What the API lists.
    type Wire: Record<Parent = ()>;

    /// What a list of them is called in the summary of an error, such as `list groups`.
    const LIST: &'static str;

    /// Makes the object of what the API lists; none where that is nothing to refer to.
    fn from_wire(wire: Self::Wire) -> Option<Self>;
}

impl Account {
    /// Lists the objects of a kind, for a data source: asked for once a run.
    ///
    /// # Errors
    ///
    /// The diagnostic of a list that can't be read.
    pub async fn referenced<R: Referenced>(&self) -> Result<Arc<Vec<R>>, Diagnostic> {
        let which = format!("{}s of the account", capitalised(R::NOUN));
        self.list::<R>().await.map_err(|error| failure(R::LIST, &which, &error))
    }
}
