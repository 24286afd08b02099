//! The resources, each with the real Terraform on a fake Zendesk.

mod ivr;
mod ivr_menu;
mod ivr_route;
mod ivr_routes_exclusive;
mod modes;
mod references;
