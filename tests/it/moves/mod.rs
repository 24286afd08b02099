//! Keys: taken ones, and routes that exchange them. `docs/design/moving-keys.md` has the algorithm.

mod exchange;
mod giving_up;
mod history;
mod limits;
pub(crate) mod phone;
mod taken;
