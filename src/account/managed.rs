//! The records that Terraform manages, as far as a run has heard of them.

use std::collections::HashSet;
use std::fmt;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::watch;

/// The records of one kind that Terraform has stored, read, imported, planned or written in this run, by their ids.
///
/// While Terraform applies, it reads none; but it tells of what is stored before it changes or destroys that.
pub struct Managed<R> {
    ids: watch::Sender<HashSet<i64>>,
    has_read: AtomicBool,
    record: PhantomData<fn() -> R>,
}

impl<R> Default for Managed<R> {
    fn default() -> Self {
        Self { ids: watch::Sender::default(), has_read: AtomicBool::default(), record: PhantomData }
    }
}

impl<R> fmt::Debug for Managed<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Managed").field("ids", &self.ids).finish_non_exhaustive()
    }
}

impl<R> Managed<R> {
    /// Notes that Terraform manages a record.
    pub fn note(&self, id: i64) {
        self.ids.send_if_modified(|ids| ids.insert(id));
    }

    /// Notes that Terraform reads a record which it manages.
    pub fn note_read(&self, id: i64) {
        self.has_read.store(true, Ordering::Relaxed);
        self.note(id);
    }

    /// Reports whether Terraform is known to manage a record.
    #[must_use]
    pub fn has(&self, id: i64) -> bool {
        self.ids.borrow().contains(&id)
    }

    /// Reports whether a record that isn't known here may be told to be none of Terraform's.
    ///
    /// Where Terraform has stored records and reads none, it applies a plan or plans without refresh: it tells of others
    /// late, or of those that change alone.
    #[must_use]
    pub fn may_tell_strangers(&self) -> bool {
        self.has_read.load(Ordering::Relaxed) || self.ids.borrow().is_empty()
    }

    /// Ends when Terraform is known to manage a record.
    pub async fn wait_for(&self, id: i64) {
        // The sender lives as long as this.
        drop(self.ids.subscribe().wait_for(|ids| ids.contains(&id)).await);
    }
}
