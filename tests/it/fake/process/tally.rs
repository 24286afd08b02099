//! How many requests there were.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::fake::Fake;

/// The requests since this was last asked, by method and status such as `GET 200`; `GET -` got no answer.
pub(crate) fn since_the_last(fake: &Fake) -> Value {
    let requests = fake.requests();
    fake.clear_requests();
    let mut counts = BTreeMap::<String, usize>::new();
    for request in requests {
        let status = request.status.map_or("-".into(), |status| status.to_string());
        *counts.entry(format!("{} {status}", request.method)).or_default() += 1;
    }
    json!(counts)
}
