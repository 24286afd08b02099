//! Accounts that several groups of tests begin with, and the configurations of their menus.

mod menus;
mod phone;

pub(crate) use menus::{Menus, errors};
pub(crate) use phone::{Phone, on_both_services, served};
