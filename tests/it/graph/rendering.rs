//! Graphviz draws what we write.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::json;

use crate::export::account::{self, MENUS};
use crate::export::program::run;
use crate::fake::Fake;

/// Draws with Graphviz; none if it isn't installed. Source and picture stay in `target/tmp` to be looked at.
fn draw(dot: &str, name: &str) -> Option<String> {
    let source = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name).with_extension("dot");
    let picture = source.with_extension("svg");
    fs::write(&source, dot).expect("written");
    let Ok(output) = Command::new("dot").arg("-Tsvg").arg("-o").args([&picture, &source]).output() else {
        println!("skipped: Graphviz isn't installed");
        return None;
    };
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.is_empty(), "{said}");
    println!("drawn: {}", picture.display());
    Some(fs::read_to_string(picture).expect("an SVG"))
}

#[test]
fn an_account_of_25_menus_is_drawn() {
    let fake = Fake::start();
    fake.account(account::seed_nameless);
    let dot = run(&fake, &["graph", "--format", "dot"]).ok().stdout;
    let Some(svg) = draw(&dot, "account") else { return };
    assert_eq!(svg.matches("class=\"node\"").count(), MENUS + 3, "the menus, and an entry for each IVR");
    assert_eq!(svg.matches("class=\"cluster\"").count(), 3);
    assert!(
        svg.contains(">B&#250;squeda &quot;r&#225;pida&quot;<")
            || svg.contains(">Búsqueda &quot;rápida&quot;<")
    );
    let mermaid = run(&fake, &["graph"]).ok().stdout;
    fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("account.mmd"), mermaid).expect("written");
    let ivr = fake.account(|account| account.ivrs()[0].id).to_string();
    let one = run(&fake, &["graph", "--format", "dot", "--ivr", &ivr]).ok().stdout;
    draw(&one, "ivr").expect("drawn before");
}

/// An IVR of 25 menus that grew without a plan: ways across and back, menus forgotten, menus deleted.
fn tangled() -> Fake {
    let fake = Fake::start();
    fake.account(|account| {
        account.add_group(7, "Sales");
        let ivr = account.add_ivr("Head office");
        let mut menus = vec![account.default_menu(ivr)];
        menus.extend((1..25).map(|number| account.add_menu(ivr, &format!("Department {number}"))));
        for (index, menu) in menus.iter().enumerate() {
            if index % 6 != 5 {
                account.add_route(ivr, *menu, "default", "group", json!({"group_ids": [7]}));
            }
            // 23 and 24 are led to by nobody else.
            for (key, to) in [("1", 2 * index + 1), ("2", 2 * index + 2), ("3", index * 7 % 22), ("0", 0)] {
                if to < 23 && index > 0 || to < 9 {
                    account.add_route(ivr, *menu, key, "menu", json!({"menu_id": menus[to % 23]}));
                }
            }
            if index % 8 == 3 {
                account.add_route(ivr, *menu, "9", "menu", json!({"menu_id": 4711}));
            }
        }
    });
    fake
}

#[test]
fn a_tangle_is_drawn() {
    let ran = run(&tangled(), &["graph", "--format", "dot"]).ok();
    assert!(ran.stderr.starts_with("9 problems in 25 menus:\n"), "{}", ran.stderr);
    let mermaid = run(&tangled(), &["graph"]).ok().stdout;
    fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("tangle.mmd"), mermaid).expect("written");
    let Some(svg) = draw(&ran.stdout, "tangle") else { return };
    assert_eq!(svg.matches("class=\"node\"").count(), 26);
    assert_eq!(svg.matches("! nobody reaches this menu").count(), 2);
    assert_eq!(svg.matches("! no default route: disconnected").count(), 4);
    assert_eq!(svg.matches("! menu 4711, not in this IVR").count(), 3);
}
