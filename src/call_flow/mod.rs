//! The call flow of an account as a picture, and what in it hurts callers.
//!
//! # Layout
//!
//! - `flow` turns an account into menus, what their keys do, and the ways between menus; `wording` says it in words.
//! - `way` is where a key leads; `depth` tells how many keys a caller presses to reach a menu.
//! - `finding` is what hurts callers.
//! - `dot` and `mermaid` write pictures.

mod depth;
mod dot;
mod finding;
mod flow;
mod mermaid;
mod way;
mod wording;

pub use dot::dot;
pub use finding::{Finding, findings};
pub use flow::{Flow, flow};
pub use mermaid::mermaid;
