//! The exchange of keys: no two routes of a menu hold the same, and routes may take each other's in one apply.
//!
//! The algorithm, its bound in time and its worst case for callers: `docs/design/moving-keys.md`.
//!
//! # Layout
//!
//! - `menu_routes` writes the routes of one menu: each operation waits for its key, and steps aside in a ring.
//! - `next_step` decides whether a key is free, held, or part of a ring; `pending_moves` holds which routes are to get
//!   which key.
//! - `taking_back` gives routes their earlier keys back where an exchange can't be finished.

mod menu_routes;
mod next_step;
mod pending_moves;
mod taking_back;

pub(super) use menu_routes::{Exchange, MenuRoutes};
