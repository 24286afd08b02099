//! The data sources: what there is, read without changing it.

pub mod ivr;
pub mod ivr_menu;
pub mod ivr_route;
pub mod ivr_routes;

mod lookup;
