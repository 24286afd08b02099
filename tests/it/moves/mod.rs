//! Keys: taken ones, and routes that exchange them. `docs/design/moving-keys.md` has the algorithm.

mod exchange;
mod giving_up;
pub(crate) mod history;
mod limits;
mod taken;
