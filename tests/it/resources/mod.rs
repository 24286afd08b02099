//! The resources, each with the real Terraform on a fake Zendesk.

mod ivr_route;
mod ivr_routes_exclusive;
