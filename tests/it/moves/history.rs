//! What a menu looked like after each write, from the fake's log.

use std::collections::BTreeMap;

use crate::fake::LoggedRequest;

/// Replays the writes of one menu from the routes before them: they come one at a time, each has its effect, and at no
/// moment two routes share a key.
///
/// A route that is created has no id in the log; the number of its request, below zero, stands for it.
#[track_caller]
pub(crate) fn expect_one_route_a_key(before: &[(i64, String)], writes: &[LoggedRequest]) {
    let mut keys: BTreeMap<i64, String> = before.iter().cloned().collect();
    for pair in writes.windows(2) {
        assert!(!pair[0].overlaps(&pair[1]), "writes in one menu overlap: {pair:#?}");
    }
    for (number, write) in (1..).zip(writes) {
        assert!(write.status.is_some_and(|status| status < 300), "a write failed: {write:#?}");
        let key = write.body["ivr_route"]["keypress"].as_str().map(str::to_owned);
        match (write.method.as_str(), key) {
            ("POST", Some(key)) => drop(keys.insert(-number, key)),
            ("PUT", Some(key)) => drop(keys.insert(route_id(write), key)),
            ("DELETE", _) => drop(keys.remove(&route_id(write))),
            _ => panic!("a write without a key: {write:#?}"),
        }
        let mut held: Vec<_> = keys.values().collect();
        held.sort();
        assert!(
            held.windows(2).all(|pair| pair[0] != pair[1]),
            "two routes share a key after {write:#?}: {keys:?}"
        );
    }
}

fn route_id(write: &LoggedRequest) -> i64 {
    let id = write.path.rsplit('/').next().and_then(|id| id.parse().ok());
    id.unwrap_or_else(|| panic!("no route in {}", write.path))
}
