//! From one account to another: exported by names, applied in one run, and the same there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::program::run;
use crate::fake::{Account, Fake};
use crate::harness::Acceptance;

const GROUPS: [&str; 4] = ["Sales", "Support", "2nd level", "B\u{fc}ro \"S\u{fc}d\" ${x}"];
const NUMBERS: [&str; 4] = ["Main", "Toll-free", "Texts", "Branch"];
const GREETINGS: [&str; 3] = ["Welcome", "Night", "Welcome to Billing"];

/// What every account has, by other ids in each; one has names in another Unicode form, and more of everything.
fn furnish(account: &mut Account, first: i64, is_other: bool) {
    let mut ids = (first..).step_by(17);
    let mut id = || ids.next().expect("without end");
    if is_other {
        account.add_group(id(), "Interns");
        account.add_phone_number(id(), "+4930111111", None);
    }
    for name in GROUPS {
        account.add_group(id(), &if is_other { name.replace('\u{fc}', "u\u{308}") } else { name.to_owned() });
    }
    for (place, name) in NUMBERS.iter().enumerate() {
        account.add_phone_number(id(), &format!("+1205953{first}{place}"), Some(name));
    }
    GREETINGS.iter().for_each(|name| account.add_greeting(id(), name));
    account.set_next_id(first * 1000);
}

fn group(account: &Account, name: &str) -> i64 {
    *account.groups().iter().find(|(_, group)| group.name.as_deref() == Some(name)).expect("a group").0
}

fn number(account: &Account, name: &str) -> i64 {
    *account
        .phone_numbers()
        .iter()
        .find(|(_, number)| number.name().as_deref() == Some(name))
        .expect("a number")
        .0
}

fn greeting(account: &Account, name: &str) -> i64 {
    *account
        .greetings()
        .iter()
        .find(|(_, greeting)| greeting.name.as_deref() == Some(name))
        .expect("a greeting")
        .0
}

/// Gives a menu its routes: where they lead by names, or to menus.
fn add_routes(account: &mut Account, ivr: i64, menu: i64, below: &[i64]) {
    for (key, to) in ('1'..='9').zip(below) {
        account.add_route(ivr, menu, &key.to_string(), "menu", json!({"menu_id": to}));
    }
    let [sales, support, second, buro] = GROUPS.map(|name| group(account, name));
    account.add_route(
        ivr,
        menu,
        "0",
        "group",
        json!({"group_ids": [support, second], "tags": ["vip", "\u{fc}berweisung"]}),
    );
    account.add_route(ivr, menu, "#", "group", json!({"group_ids": [sales]}));
    account.add_route(ivr, menu, "*", "phone_number", json!({"phone_number": "+1 (205) 953-0003"}));
    account.add_route(ivr, menu, "default", "voicemail", json!({"group_ids": [buro]}));
}

/// IVRs of one name, menus of one name in one IVR and in several, rings, text messages.
fn seed(account: &mut Account) {
    let main = account.add_ivr("Main line");
    let menu = account.default_menu(main);
    account.menu_mut(main, menu).expect("there").name = Some("Zentrale \u{1f4de}".into());
    let (welcome, bill, night) =
        (greeting(account, "Welcome"), greeting(account, "Welcome to Billing"), greeting(account, "Night"));
    account.set_greeting(main, menu, welcome);
    let named = |account: &Account, name: &str| (number(account, name), name.to_owned());
    let numbers = vec![named(account, "Toll-free"), named(account, "Main")];
    account.ivr_mut(main).expect("there").phone_numbers = numbers;
    let [one, two, hours, nothing] =
        ["Billing", "Billing", "Opening hours", "!!!"].map(|name| account.add_menu(main, name));
    account.set_greeting(main, one, bill);
    account.set_greeting(main, hours, night);
    add_routes(account, main, menu, &[one, hours, nothing]);
    // Two menus that only differ by where their routes lead from there on, in a ring.
    add_routes(account, main, one, &[two, menu]);
    account.set_greeting(main, two, bill);
    add_routes(account, main, two, &[hours, menu]);
    let texts = number(account, "Texts");
    account.add_route(
        main,
        hours,
        "1",
        "textback",
        json!({"sms_text": "We open at 9.\n${x}", "textback_phone_number_id": texts}),
    );
    account.add_route(main, hours, "9", "menu", json!({"menu_id": menu}));
    for step in 0..2 {
        let branch = account.add_ivr("Branch");
        let menu = account.default_menu(branch);
        let billing = account.add_menu(branch, "Billing");
        if step == 1 {
            let numbers = vec![named(account, "Branch")];
            account.ivr_mut(branch).expect("there").phone_numbers = numbers;
        }
        add_routes(account, branch, menu, &[billing]);
        account.add_route(branch, billing, "0", "menu", json!({"menu_id": menu}));
        // Two menus that nothing but their ids tells apart.
        let twins = [(); 2].map(|()| account.add_menu(branch, "Twin"));
        account.add_route(branch, billing, "1", "menu", json!({"menu_id": twins[0]}));
        account.add_route(branch, billing, "2", "menu", json!({"menu_id": twins[1]}));
    }
}

fn account(first: i64, is_other: bool) -> Fake {
    let fake = Fake::start();
    fake.account(|account| furnish(account, first, is_other));
    fake
}

fn files(dir: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(dir).expect("the directory").map(|entry| entry.expect("an entry").path());
    let configuration = entries.filter(|path| path.extension().is_some_and(|extension| extension == "tf"));
    let read = |path: std::path::PathBuf| {
        let name = path.file_name().expect("a name").to_str().expect("UTF-8").to_owned();
        (name, fs::read_to_string(path).expect("a file"))
    };
    configuration.map(read).collect()
}

#[track_caller]
fn export(fake: &Fake, dir: &Path) -> BTreeMap<String, String> {
    let ran = run(fake, &["export", "--portable", "--out", dir.to_str().expect("UTF-8")]).ok();
    assert!(!ran.stderr.contains("Warning"), "{}", ran.stderr);
    files(dir)
}

/// All ids of an account, as text.
fn ids(account: &Account) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    ids.extend(
        account
            .groups()
            .keys()
            .chain(account.phone_numbers().keys())
            .chain(account.greetings().keys())
            .copied(),
    );
    for ivr in account.ivrs() {
        ids.insert(ivr.id);
        for menu in &ivr.menus {
            ids.insert(menu.id);
            ids.extend(menu.routes.iter().map(|route| route.id));
        }
    }
    ids.iter().map(i64::to_string).collect()
}

/// What callers meet, by names: for each IVR its numbers, and for each key of each menu where it leads.
fn call_flow(account: &Account) -> Vec<String> {
    let composed = |name: &str| name.replace("u\u{308}", "\u{fc}");
    let name_of = |kind: &str, id: &Value| {
        let id = id.as_i64().expect("an id");
        let name = match kind {
            "group" => account.groups()[&id].name.clone(),
            "greeting" => account.greetings()[&id].name.clone(),
            _ => account.phone_numbers()[&id].name(),
        };
        composed(&name.expect("a name"))
    };
    let mut lines = Vec::new();
    for ivr in account.ivrs() {
        let mut numbers: Vec<_> =
            ivr.phone_numbers.iter().map(|(id, _)| name_of("number", &json!(id))).collect();
        numbers.sort();
        lines.push(format!("{:?} {numbers:?}", ivr.name));
        for menu in &ivr.menus {
            let greeting = menu.greeting_id.as_ref().map(|id| name_of("greeting", id));
            lines.push(format!("{:?} / {:?} {} {greeting:?}", ivr.name, menu.name, menu.default));
            for route in &menu.routes {
                let mut options = route.options.clone();
                for (name, value) in &mut options {
                    match name.as_str() {
                        "menu_id" => {
                            *value = json!(ivr.menu(value.as_i64().expect("an id")).expect("a menu").name)
                        }
                        "group_ids" => {
                            let groups = value.as_array().expect("ids").iter();
                            *value = groups.map(|id| name_of("group", id)).collect();
                        }
                        // Sent in E.164.
                        "phone_number" => {
                            let is_sent = |char: &char| char.is_ascii_digit() || *char == '+';
                            let sent = value.as_str().expect("a number").chars().filter(is_sent);
                            *value = sent.collect::<String>().into();
                        }
                        "textback_phone_number_id" => *value = name_of("number", value).into(),
                        _ => {}
                    }
                }
                let (key, action) = (&route.keypress, &route.action);
                lines.push(format!(
                    "{:?} / {:?} / {key:?}: {action:?} {}",
                    ivr.name,
                    menu.name,
                    json!(options)
                ));
            }
        }
    }
    lines.sort();
    lines
}

#[test]
fn an_account_is_made_again_on_another_one_in_one_apply() {
    let (a, b) = (account(31_001, false), Acceptance::with(account(77_003, true)));
    a.account(seed);
    let given = export(&a, &b.dir());
    let ids = a.account(|account| ids(account));
    for (name, text) in &given {
        let found: Vec<_> = ids.iter().filter(|id| text.contains(*id) || name.contains(*id)).collect();
        assert!(found.is_empty(), "{found:?} in {name}: {text}");
    }
    assert!(given.contains_key("references.tf") && !given.contains_key("imports.tf"), "{:?}", given.keys());
    assert!(b.terraform(&["fmt", "-check", "-diff"]).status.success());

    let apply = b.terraform(&["apply", "-auto-approve"]);
    assert!(apply.status.success(), "{apply}");
    let again = b.terraform(&["plan", "-detailed-exitcode"]);
    assert_eq!(again.status.code(), Some(0), "{again}");
    assert_eq!(b.fake().account(|account| call_flow(account)), a.account(|account| call_flow(account)));

    let scratch = tempfile::tempdir().expect("a temporary directory");
    assert_eq!(export(b.fake(), &scratch.path().join("b")), given);
    // And beside the files that made it: all of them are equal.
    export(b.fake(), &b.dir());
    // Numbers lead to the IVRs, so that Terraform wouldn't destroy them.
    let ivrs: Vec<_> = b.fake().account(|account| account.ivrs().iter().map(|ivr| ivr.id).collect());
    b.fake().account(|account| ivrs.into_iter().for_each(|id| drop(account.remove_ivr(id))));
}

#[test]
fn an_account_that_lacks_a_name_ends_with_an_error_that_names_it_and_nothing_is_made() {
    let a = account(31_001, false);
    a.account(seed);
    for (missing, says) in [
        ("Support", "No group has the name \"Support\". There are: "),
        ("Texts", "No phone number has the nickname \"Texts\". There are: "),
        ("Night", "No greeting has the name \"Night\". There are: "),
    ] {
        let b = Acceptance::with(Fake::start());
        b.fake().account(|account| {
            for (id, name) in (501..).zip(GROUPS.iter().filter(|name| **name != missing)) {
                account.add_group(id, name);
            }
            for (id, name) in (601..).zip(NUMBERS.iter().filter(|name| **name != missing)) {
                account.add_phone_number(id, &format!("+1205953{id}"), Some(name));
            }
            for (id, name) in (701..).zip(GREETINGS.iter().filter(|name| **name != missing)) {
                account.add_greeting(id, name);
            }
        });
        export(&a, &b.dir());
        let apply = b.terraform(&["apply", "-auto-approve"]);
        assert!(!apply.status.success(), "{apply}");
        apply.says(says);
        let writes: Vec<_> =
            b.fake().requests().into_iter().filter(|request| request.method != "GET").collect();
        assert_eq!(writes, [], "{missing}");
    }
}
