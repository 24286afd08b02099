//! The resources, each with the real Terraform on a fake Zendesk.

mod ivr_route;
