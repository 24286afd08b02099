//! Requests whose outcome, success or failure, goes to everyone who waits for it, and to those who ask later.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::OnceCell;

use crate::api::Error;

/// Outcomes by what was asked for.
#[derive(Debug)]
pub(super) struct Shared<K, V>(Mutex<HashMap<K, Cell<V>>>);

type Cell<V> = Arc<OnceCell<Result<V, Error>>>;

impl<K, V> Default for Shared<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash, V: Clone> Shared<K, V> {
    /// Asks, unless somebody has asked or is asking; where that one goes away, another takes over.
    ///
    /// # Errors
    ///
    /// The failure of the request, the same one for everybody.
    pub(super) async fn once<F>(&self, key: K, ask: impl FnOnce() -> F) -> Result<V, Error>
    where
        F: Future<Output = Result<V, Error>>,
    {
        let cell = Arc::clone(self.cells().entry(key).or_default());
        cell.get_or_init(ask).await.clone()
    }

    /// Returns the outcome, if there is one.
    pub(super) fn outcome(&self, key: &K) -> Option<Result<V, Error>> {
        self.cells().get(key).and_then(|cell| cell.get().cloned())
    }

    /// Has the next one ask again.
    pub(super) fn forget(&self, key: &K) {
        self.cells().remove(key);
    }

    /// Has the next one ask again for whatever is meant.
    pub(super) fn forget_if(&self, is_meant: impl Fn(&K) -> bool) {
        self.cells().retain(|key, _| !is_meant(key));
    }

    fn cells(&self) -> std::sync::MutexGuard<'_, HashMap<K, Cell<V>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::future::pending;

    use tokio::task::yield_now;

    use super::Shared;

    #[tokio::test]
    async fn those_who_wait_get_one_outcome() {
        let (shared, asked) = (Shared::<u8, u8>::default(), Cell::new(0));
        let ask = || async {
            asked.set(asked.get() + 1);
            yield_now().await;
            Ok(7)
        };
        let (one, other) = tokio::join!(shared.once(1, ask), shared.once(1, ask));
        assert_eq!((one.unwrap(), other.unwrap(), shared.once(1, ask).await.unwrap()), (7, 7, 7));
        assert_eq!(asked.get(), 1);
        shared.once(2, ask).await.unwrap();
        shared.forget(&1);
        shared.once(1, ask).await.unwrap();
        assert_eq!(asked.get(), 3);
    }

    #[tokio::test]
    async fn where_the_one_who_asks_goes_away_another_takes_over() {
        let shared = Shared::<u8, u8>::default();
        tokio::select! {
            biased;
            _ = shared.once(1, pending) => {}
            () = yield_now() => {}
        }
        assert_eq!(shared.once(1, || async { Ok(7) }).await.unwrap(), 7);
    }

    #[tokio::test]
    async fn an_outcome_is_there_until_it_is_forgotten() {
        let shared = Shared::<u8, u8>::default();
        assert!(shared.outcome(&1).is_none());
        for key in [1, 2] {
            shared.once(key, || async { Ok(7) }).await.unwrap();
        }
        assert_eq!(shared.outcome(&1).unwrap().unwrap(), 7);
        shared.forget_if(|key| *key == 1);
        assert!(shared.outcome(&1).is_none());
        assert!(shared.outcome(&2).is_some());
    }
}
