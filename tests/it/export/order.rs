//! Two exports of one account are equal, in whatever order the service lists things.

use serde_json::Value;

use super::account;
use super::program::run;
use crate::fake::{Fake, Fault};

/// Turns around each list whose order means nothing.
fn turn(document: &mut Value) {
    match document {
        Value::Array(items) => items.iter_mut().for_each(turn),
        Value::Object(fields) => {
            for (name, value) in fields {
                turn(value);
                let lists = [
                    "ivrs",
                    "menus",
                    "routes",
                    "groups",
                    "phone_numbers",
                    "greetings",
                    "phone_number_ids",
                    "phone_number_names",
                ];
                if let Value::Array(items) = value
                    && lists.contains(&name.as_str())
                {
                    items.reverse();
                }
            }
        }
        _ => {}
    }
}

#[test]
fn an_export_is_the_same_in_whatever_order_the_service_lists() {
    let fake = Fake::start();
    fake.account(|account| {
        account::seed(account);
        account.add_greeting(360_000_555_001, "Welcome");
        for (id, name) in
            [(360_000_112_233, Some("Berlin")), (360_000_112_234, Some("Berlin")), (360_000_112_243, None)]
        {
            account.add_phone_number(id, &format!("+49{id}"), name);
        }
        // Namesakes, also of groups.
        account.add_group(360_001_381_473, "Sales");
    });
    let ivr = fake.account(|account| account.ivrs()[1].id).to_string();
    let menu = fake.account(|account| account.ivrs()[0].menus[1].id).to_string();
    let ways = [
        &["export"][..],
        &["export", "--portable"],
        &["export", "--routes-only"],
        &["export", "--ivr", &ivr],
        &["export", "--ivr", &ivr, "--portable"],
        &["export", "--menu", &menu],
        &["export", "--menu", &menu, "--portable"],
    ];
    let export = |args: &&[&str]| run(&fake, args).ok();
    let before: Vec<_> = ways.iter().map(export).collect();
    fake.fault(Fault::edit(turn).on("GET", Fault::API).always());
    for (args, before) in ways.iter().zip(before) {
        let after = export(args);
        assert_eq!((after.stdout, after.stderr), (before.stdout, before.stderr), "{args:?}");
    }
}
