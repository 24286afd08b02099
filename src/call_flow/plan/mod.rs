//! What a plan changes for callers, from the JSON that `terraform show` writes of it; nothing else is asked or read.
//!
//! # Layout
//!
//! - `json` is the plan as it is written; `view` a value of it with Terraform's marks; `address` reads addresses.
//! - `object` lists the objects that the plan manages; `configuration` follows references where ids aren't known yet.
//! - `known` is what data sources tell; `numbers` are the ids of the picture; `context` holds all of this.
//! - `side` puts the phone menus of one time together, with `route`; `before_after` makes two call flows of them.
//! - `markdown` writes what changes as a comment on a pull request.

mod address;
mod before_after;
mod configuration;
mod context;
mod json;
mod known;
mod markdown;
mod numbers;
mod object;
mod planned;
mod route;
mod side;
mod view;

pub use markdown::{comment, summary, told};
pub use planned::Planned;
