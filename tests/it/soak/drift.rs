//! What people do behind Terraform's back, in the admin center.

use fastrand::Rng;
use serde_json::json;

use super::routes::{FOREIGN, KEYS};
use crate::fake::Account;

/// Changes or deletes some routes of a menu; says what it did.
pub(super) fn drift(random: &mut Rng, account: &mut Account, ivr_id: i64, menu_id: i64) -> Vec<String> {
    let routes = account.routes(ivr_id, menu_id).iter();
    let ours = routes.filter(|route| route.keypress.as_deref() != Some(FOREIGN));
    let ids: Vec<i64> = ours.map(|route| route.id).collect();
    let mut done = Vec::new();
    for id in ids {
        match random.u8(..24) {
            0 => {
                account.remove_route(ivr_id, menu_id, id);
                done.push(format!("deleted {id}"));
            }
            1 => done.extend(move_route(random, account, ivr_id, menu_id, id)),
            2 => {
                let route = account.route_mut(ivr_id, menu_id, id).expect("the route is there");
                route.action = Some("group".into());
                route.options =
                    json!({ "group_ids": [random.i64(1..9)] }).as_object().cloned().unwrap_or_default();
                done.push(format!("changed {id}"));
            }
            _ => {}
        }
    }
    done
}

/// Gives the route another key: a free one, or, where the service lets two routes share a key, any.
fn move_route(random: &mut Rng, account: &mut Account, ivr_id: i64, menu_id: i64, id: i64) -> Option<String> {
    let key = KEYS[random.usize(..KEYS.len())];
    let is_held = account.routes(ivr_id, menu_id).iter().any(|route| route.keypress.as_deref() == Some(key));
    if is_held && account.knobs.unique_keypress {
        return None;
    }
    account.route_mut(ivr_id, menu_id, id)?.keypress = Some(key.into());
    Some(format!("moved {id} to {key}"))
}
