//! The IVR or the menu that is exported or drawn: by its id or its name.

use super::program::run;
use crate::fake::Fake;

/// Two IVRs, one whose name is an id's, with menus of one name.
fn account() -> Fake {
    let fake = Fake::start();
    fake.account(|account| {
        for (id, name) in
            [(10001, "Zentrale Köln"), (20001, "10001"), (30001, "4711"), (40001, "Twin"), (50001, "Twin")]
        {
            account.set_next_id(id);
            account.add_ivr(name);
            account.set_next_id(id + 1);
            account.add_menu(id, "Billing");
        }
        account.set_next_id(10003);
        account.add_menu(10001, "Búsqueda");
    });
    fake
}

#[track_caller]
fn chosen(fake: &Fake, args: &[&str]) -> Vec<String> {
    let text = run(fake, &[&["export"], args].concat()).ok().stdout;
    let ids = text.lines().filter_map(|line| line.trim().strip_prefix("id = \"")?.strip_suffix('"'));
    ids.map(str::to_owned).collect()
}

#[test]
fn a_name_or_an_id_chooses_an_ivr_and_digits_are_an_id_first() {
    let fake = account();
    let koln = ["10001", "10001/10002", "10001/10003"];
    for text in ["Zentrale Köln", "Zentrale Ko\u{308}ln", "10001"] {
        let mut ids = chosen(&fake, &["--ivr", text]);
        ids.sort();
        assert_eq!(ids, koln, "{text}");
    }
    assert_eq!(chosen(&fake, &["--ivr", "4711"]), ["30001", "30001/30002"]);
    let drawn = run(&fake, &["graph", "--ivr", "Zentrale Ko\u{308}ln"]).ok().stdout;
    assert!(drawn.contains("Zentrale Köln") && !drawn.contains("Twin"), "{drawn}");
    fake.account(|account| account.remove_ivr(10001));
    assert_eq!(chosen(&fake, &["--ivr", "10001"]), ["20001", "20001/20002"]);
}

#[test]
fn a_name_or_an_id_chooses_a_menu() {
    let fake = account();
    for args in
        [&["--menu", "Bu\u{301}squeda"][..], &["--menu", "10003"], &["--ivr", "10001", "--menu", "Búsqueda"]]
    {
        assert_eq!(chosen(&fake, args), ["10001/10003"], "{args:?}");
    }
    assert_eq!(chosen(&fake, &["--ivr", "4711", "--menu", "Billing"]), ["30001/30002"]);
}

#[test]
fn a_name_that_several_have_is_an_error_that_lists_their_ids() {
    let fake = account();
    for command in ["export", "graph"] {
        run(&fake, &[command, "--ivr", "Twin"]).fails_with(
            "Error: Several IVRs found\n\n  Several IVRs have the name \"Twin\": 40001 \"Twin\", 50001 \"Twin\". Name the one",
        );
    }
    let said = run(&fake, &["export", "--menu", "Billing"]).fails_with("Error: Several menus found").stderr;
    assert!(said.contains("10002 \"Billing\", 20002 \"Billing\", 30002 \"Billing\""), "{said}");
}

#[test]
fn a_name_that_nothing_has_is_an_error_that_lists_what_there_is() {
    let fake = account();
    for (text, says) in [("Zentrale", "the name \"Zentrale\""), ("0", "the name \"0\""), ("7", "the id 7")] {
        for command in ["export", "graph"] {
            let said = run(&fake, &[command, "--ivr", text]).fails_with("Error: IVR not found").stderr;
            assert!(said.contains(&format!("No IVR has {says}. There are: ")), "{said}");
            assert!(said.contains("10001 \"Zentrale Köln\", 20001 \"10001\""), "{said}");
        }
        let said = run(&fake, &["export", "--ivr", "4711", "--menu", text])
            .fails_with("Error: Menu not found")
            .stderr;
        assert!(said.contains(&format!("No menu has {says}. There are: ")), "{said}");
        assert!(said.contains("30002 \"Billing\"") && !said.contains("10002"), "{said}");
    }
}
