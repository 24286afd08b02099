//! Exports of parts of an account, beside each other in one directory.

use std::fs;

use serde_json::json;

use super::program::run;
use crate::fake::Fake;
use crate::harness::Acceptance;

/// IVRs and groups whose names run into each other, and into names of files.
fn account() -> Fake {
    let fake = Fake::start();
    fake.account(|account| {
        for (id, name) in
            [(701, "b c"), (702, "c"), (703, "2nd"), (704, "for"), (705, "!!!"), (706, "Group c")]
        {
            account.add_group(id, name);
        }
        account.add_greeting(801, "Welcome");
        for name in ["a", "a b", "Terraform", "imports", "references a", "Override", "24/7"] {
            let ivr = account.add_ivr(name);
            let main = account.default_menu(ivr);
            let menu = account.add_menu(ivr, "c");
            account.set_greeting(ivr, menu, 801);
            account.add_route(ivr, main, "1", "group", json!({"group_ids": [701, 702, 703, 704, 705, 706]}));
            account.add_route(ivr, main, "2", "menu", json!({"menu_id": menu}));
            account.add_route(ivr, menu, "1", "menu", json!({"menu_id": main}));
        }
    });
    fake
}

fn export(acc: &Acceptance, args: &[&str]) {
    let dir = acc.dir();
    run(acc.fake(), &[&["export", "--out", dir.to_str().expect("UTF-8")], args].concat()).ok();
}

#[track_caller]
fn expect_valid(acc: &Acceptance) {
    let formatted = acc.terraform(&["fmt", "-check", "-diff"]);
    assert!(formatted.status.success(), "{formatted}");
    let validated = acc.terraform(&["validate"]);
    assert!(validated.status.success(), "{validated}");
}

#[test]
fn exports_of_all_ivrs_go_together() {
    let acc = Acceptance::with(account());
    let names = ["a", "a b", "Terraform", "imports", "references a", "Override", "24/7"];
    for name in names {
        export(&acc, &["--ivr", name]);
    }
    // Once more: everything is there.
    export(&acc, &["--ivr", "a"]);
    expect_valid(&acc);
    let plan = acc.terraform(&["plan"]);
    plan.says(&format!("Plan: {} to import, 0 to add, 0 to change, 0 to destroy.", names.len() * 5));
    for file in [
        "terraform.tf",
        "a.tf",
        "references_a.tf",
        "imports_a_b.tf",
        "ivr_references_a.tf",
        "ivr_override_.tf",
    ] {
        assert!(acc.dir().join(file).exists(), "{file}");
    }
}

#[test]
fn portable_exports_of_all_ivrs_go_together() {
    let acc = Acceptance::with(account());
    for name in ["a", "a b", "Terraform", "24/7"] {
        export(&acc, &["--portable", "--ivr", name]);
    }
    expect_valid(&acc);
    acc.terraform(&["plan"]).says("Plan: 20 to add, 0 to change, 0 to destroy.");
}

#[test]
fn exports_of_menus_go_together() {
    for portable in [&[][..], &["--portable"]] {
        let acc = Acceptance::with(account());
        let menus: Vec<_> =
            acc.fake().account(|account| account.ivrs()[0].menus.iter().map(|menu| menu.id).collect());
        for menu in menus {
            export(&acc, &[&["--menu", &menu.to_string()], portable].concat());
        }
        expect_valid(&acc);
        let plan = acc.terraform(&["plan"]);
        let what = if portable.is_empty() { "Plan: 4 to import, 0 to add," } else { "Plan: 4 to add," };
        plan.says(what);
    }
}

#[test]
fn exports_of_routes_of_two_ivrs_go_together() {
    let acc = Acceptance::with(account());
    for name in ["a", "24/7"] {
        export(&acc, &["--routes-only", "--ivr", name]);
    }
    expect_valid(&acc);
    acc.terraform(&["plan"]).says("Plan: 6 to import, 0 to add, 0 to change, 0 to destroy.");
    let locals = fs::read_to_string(acc.dir().join("locals_a.tf")).expect("the file");
    assert!(locals.contains("  a__ivr_ids = {\n"), "{locals}");
}
