//! One copy of the account for a run: what a refresh and a create cost, what the copy takes over from writes, and what
//! proves that something is gone.

mod copies;
mod creates;
mod drift;
mod gone;
mod runs;
mod shifting;
mod sizes;
