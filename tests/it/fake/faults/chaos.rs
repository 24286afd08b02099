//! Random faults from a seed.

use fastrand::Rng;

use super::Action;
use crate::fake::Answer;

/// Faults of all kinds at random. The same seed gives the same sequence of decisions, in the order of arrival.
#[derive(Clone, Debug)]
pub(crate) struct Chaos {
    random: Rng,
    percent: u8,
}

impl Chaos {
    /// Faults for so many percent of the requests.
    pub(crate) fn new(seed: u64, percent: u8) -> Self {
        Self { random: Rng::with_seed(seed), percent }
    }

    /// What becomes of the next request, if anything unusual.
    pub(super) fn next(&mut self) -> Option<Action> {
        if self.random.u8(..100) >= self.percent {
            return None;
        }
        let faults = [
            Action::Answer(Answer::too_many_requests()),
            Action::Answer(Answer::too_many_requests().header("retry-after", "0")),
            Action::Answer(Answer::error(500, "InternalServerError", "Something went wrong")),
            Action::Answer(Answer::empty(502)),
            Action::Answer(Answer::database_deadlock().header("retry-after", "0")),
            Action::AnswerAfter(Answer::empty(504)),
            Action::AnswerAfter(Answer::empty(502)),
            Action::CloseBefore,
            Action::CloseAfter,
            Action::Truncate,
        ];
        let index = self.random.usize(..faults.len());
        faults.into_iter().nth(index)
    }
}
