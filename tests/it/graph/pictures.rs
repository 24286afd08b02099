//! What the pictures say.

use serde_json::json;

use crate::export::program::run;
use crate::fake::Fake;

fn small() -> Fake {
    let fake = Fake::start();
    fake.account(|account| {
        account.add_group(7, "Sales & \"more\"");
        account.set_next_id(10001);
        let ivr = account.add_ivr("Main line");
        account.set_next_id(10002);
        account.add_menu(ivr, "Billing");
        account.ivr_mut(ivr).expect("there").phone_numbers.push((5, "Toll-free".into()));
        account.add_route(ivr, 10385, "1", "menu", json!({"menu_id": 10002}));
        account.add_route(ivr, 10385, "2", "menu", json!({"menu_id": 10002}));
        account.add_route(ivr, 10385, "#", "group", json!({"group_ids": [7]}));
        account.add_route(ivr, 10385, "0", "phone_number", json!({"phone_number": "+15551234567"}));
        account.add_route(ivr, 10385, "default", "menu", json!({"menu_id": 10385}));
        account.add_route(ivr, 10002, "*", "menu", json!({"menu_id": 10385}));
        account.add_route(ivr, 10002, "3", "menu", json!({"menu_id": 99}));
    });
    fake
}

#[test]
fn mermaid() {
    let expected = r##"---
config:
  flowchart:
    wrappingWidth: 600
---
flowchart LR
  subgraph ivr_10001["IVR Main line"]
    direction LR
    entry_10001(["Toll-free"]):::menu
    menu_10385["<b>Main menu</b><br/><b>0</b> call: +15551234567<br/><b>#35;</b> group: Sales #38; #34;more#34;<br/><b>default</b> <i>this menu again</i>"]:::menu
    menu_10002["<b>Billing</b><br/><b>! 3 menu 99, not in this IVR</b><br/><b>#42;</b> <i>back to Main menu</i><br/><b>! no default route: disconnected</b>"]:::problem
    entry_10001 ==> menu_10385
    menu_10385 -->|"1, 2"| menu_10002
  end
  class ivr_10001 ivr
  classDef ivr fill:#fff,stroke:#9aa7b4,color:#000
  classDef menu fill:#dce8f2,stroke:#5b6b7b,color:#000
  classDef problem fill:#fde7e5,stroke:#b3261e,stroke-width:3px,color:#000
"##;
    assert_eq!(run(&small(), &["graph"]).ok().stdout, expected);
}

#[test]
fn dot() {
    let dot = run(&small(), &["graph", "--format", "dot"]).ok().stdout;
    for part in [
        "subgraph cluster_10001 {\n    label=\"IVR Main line\"",
        "entry_10001 -> menu_10385:head:w",
        "<b>Main menu</b>",
        "<td align=\"right\"><b>#</b></td><td align=\"left\" port=\"k3\">group: Sales &amp; &quot;more&quot;</td>",
        "<i>this menu again</i>",
        "<b>! menu 99, not in this IVR</b>",
        "menu_10385:k0:e -> menu_10002:head:w\n    menu_10385:k1:e -> menu_10002:head:w\n",
    ] {
        assert!(dot.contains(part), "{part} isn't in {dot}");
    }
    assert_eq!(dot.matches(" -> ").count(), 3, "{dot}");
}

#[test]
fn ivrs_without_routes_and_menus_without_names_are_drawn() {
    let fake = Fake::start();
    fake.account(|account| {
        account.set_next_id(10001);
        account.add_ivr("");
        account.set_next_id(10002);
        let menu = account.add_menu(10001, " ");
        account.menu_mut(10001, 10385).expect("the default menu").name = None;
        account.add_route(10001, 10385, "1", "menu", json!({"menu_id": menu}));
        account.set_next_id(20001);
        account.add_ivr("Empty");
        account.set_next_id(20002);
        let bare = account.add_ivr("No menus");
        account.remove_menu(bare, 20386);
    });
    for format in ["mermaid", "dot"] {
        let ran = run(&fake, &["graph", "--format", format]).ok();
        for part in ["IVR 10001", "menu 10385", "menu 10002", "IVR Empty", "IVR No menus"] {
            assert!(ran.stdout.contains(part), "{part} isn't in {}", ran.stdout);
        }
        let found =
            "5 problems in 3 menus:\n- IVR \"10001\", menu \"menu 10385\" [10385]: it has no default route";
        assert!(ran.stderr.starts_with(found), "{}", ran.stderr);
    }
}
