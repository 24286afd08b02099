//! A list that some callers need and others can do without: asked for once, failures too.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Mutex;

use crate::api::Error;

/// How much a caller needs a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// It fails without the list.
    Must,
    /// It can do without.
    IfPossible,
}

/// The objects of one kind.
pub(super) struct ReferenceList<R> {
    is_begun: AtomicBool,
    /// Held while the list is asked for, so that all who need it wait for the same.
    outcome: Mutex<Option<Outcome<R>>>,
}

/// What came of the list, and how hard it was tried.
struct Outcome<R> {
    need: Need,
    listed: Result<Arc<Vec<R>>, Error>,
}

impl<R> Default for ReferenceList<R> {
    fn default() -> Self {
        Self { is_begun: AtomicBool::default(), outcome: Mutex::default() }
    }
}

impl<R> ReferenceList<R> {
    /// Reports whether nobody has begun the list ahead of time; from now on somebody has.
    pub(super) fn may_begin(&self) -> bool {
        !self.is_begun.swap(true, Ordering::Relaxed)
    }

    /// Asks, unless somebody has asked or is asking; where that one goes away, another takes over.
    ///
    /// Who needs the list asks again where it failed for one who can do without.
    ///
    /// # Errors
    ///
    /// The failure of the request, the same one for everybody.
    pub(super) async fn once(
        &self,
        need: Need,
        ask: impl Future<Output = Result<Vec<R>, Error>>,
    ) -> Result<Arc<Vec<R>>, Error> {
        let mut outcome = self.outcome.lock().await;
        if let Some(known) = outcome.as_ref().filter(|known| known.serves(need)) {
            return known.listed.clone();
        }
        let listed = ask.await.map(Arc::new);
        *outcome = Some(Outcome { need, listed: listed.clone() });
        listed
    }
}

impl<R> Outcome<R> {
    fn serves(&self, need: Need) -> bool {
        self.listed.is_ok() || self.need == Need::Must || need == Need::IfPossible
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::future::pending;

    use tokio::task::yield_now;

    use super::Need::{IfPossible, Must};
    use super::{Need, ReferenceList};
    use crate::api::{Error, test_error};

    /// Asks, and counts; fails where it is told to.
    async fn ask(asked: &Cell<u8>, fails: bool) -> Result<Vec<u8>, Error> {
        asked.set(asked.get() + 1);
        yield_now().await;
        if fails { Err(test_error("no")) } else { Ok(vec![7]) }
    }

    #[tokio::test]
    async fn a_list_is_asked_for_once_whoever_asks_first() {
        for (first, second) in [(Must, IfPossible), (IfPossible, Must)] {
            let (list, asked) = (ReferenceList::default(), Cell::new(0));
            let once = |need| list.once(need, ask(&asked, false));
            let (one, other) = tokio::join!(once(first), once(second));
            assert_eq!((*one.unwrap()).as_slice(), [7]);
            assert_eq!((*other.unwrap()).as_slice(), [7]);
            assert_eq!(asked.get(), 1);
        }
    }

    /// How often a list that always fails is asked for by these one after the other.
    async fn attempts(needs: &[Need]) -> u8 {
        let (list, asked) = (ReferenceList::default(), Cell::new(0));
        for need in needs {
            list.once(*need, ask(&asked, true)).await.unwrap_err();
        }
        asked.get()
    }

    #[tokio::test]
    async fn only_who_needs_a_list_asks_again_after_one_who_can_do_without() {
        assert_eq!(attempts(&[IfPossible, IfPossible]).await, 1);
        assert_eq!(attempts(&[Must, Must, IfPossible]).await, 1);
        assert_eq!(attempts(&[IfPossible, Must, IfPossible, Must]).await, 2);
    }

    #[tokio::test]
    async fn where_the_one_who_asks_goes_away_another_takes_over() {
        let (list, asked) = (ReferenceList::default(), Cell::new(0));
        tokio::select! {
            biased;
            _ = list.once(IfPossible, pending()) => {}
            () = yield_now() => {}
        }
        assert_eq!((*list.once(Must, ask(&asked, false)).await.unwrap()).as_slice(), [7]);
    }

    #[test]
    fn a_list_is_begun_ahead_of_time_once() {
        let list = ReferenceList::<u8>::default();
        assert_eq!([list.may_begin(), list.may_begin(), list.may_begin()], [true, false, false]);
    }
}
