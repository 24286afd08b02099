//! Accounts to start from.

mod managed;
mod menus;
mod phone;

pub(crate) use managed::{Managed, Requests, Route};
pub(crate) use menus::{Menus, errors};
pub(crate) use phone::{Phone, on_both_services, served};

use crate::harness::Acceptance;

/// An account with IVR 10001 and its menu 10002; the next id is 10003.
#[track_caller]
pub(crate) fn with_menu() -> Acceptance {
    let acc = Acceptance::new();
    acc.fake().account(|account| {
        account.set_next_id(10001);
        let ivr = account.add_ivr("Main line");
        account.ivr_mut(ivr).expect("just added").menus[0].id = 10002;
        account.set_next_id(10003);
    });
    acc
}

/// Adds menus to IVR 10001: their ids follow each other from 10003 on.
pub(crate) fn add_menus(acc: &Acceptance, count: i64) {
    acc.fake().account(|account| {
        for id in 10003..10003 + count {
            account.set_next_id(id);
            account.add_menu(10001, &format!("Menu {id}"));
        }
    });
}
