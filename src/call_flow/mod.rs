//! The call flow of an account as a picture, and its problems.
//!
//! # Layout
//!
//! - `flow` turns an account into menus, what their keys do, and the ways between menus; `wording` says it in words.
//! - `way` is where a key leads; `depth` tells how many keys a caller presses to reach a menu.
//! - `kind` is what a key does, `mark` what a plan does to a part of it; `difference` compares two call flows; `plan` reads a plan.
//! - `names` are those of groups and greetings; `problem` is what goes wrong for callers.
//! - `data_source` gives both to `check` blocks.
//! - `dot` and `mermaid` write pictures for other programs to draw, `markdown` a document.
//! - `svg` draws with `layout`, which places any graph; `html` is a page with those pictures.

mod data_source;
mod depth;
mod difference;
mod dot;
mod flow;
mod html;
mod kind;
mod layout;
mod mark;
mod markdown;
mod mermaid;
mod names;
mod plan;
mod problem;
#[cfg(test)]
mod sample;
mod svg;
mod way;
mod wording;

pub use data_source::{FoundProblem, IvrCallFlow};
pub use difference::{Change, Difference, What};
pub use dot::dot;
pub use flow::{Flow, IvrFlow, Key, MenuFlow, flow};
pub use html::html;
pub use kind::Kind;
pub use mark::Mark;
pub use markdown::markdown;
pub use mermaid::{MAX_ARROWS, MAX_CHARS, is_drawn, mermaid};
pub use names::{Names, calls_groups, plays_greetings};
pub use plan::{Planned, comment, summary, told};
pub use problem::{Finding, Place, Problem, findings};
pub use svg::svg;
