//! Compiles the plugin protocol: the server half for the crate, the client half for its tests.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;

const FOLDER: &str = "src/plugin/proto";
const PACKAGES: [&str; 2] = ["tfplugin6", "plugin"];

fn main() -> Result<(), Box<dyn Error>> {
    let out = std::env::var("OUT_DIR")?;
    compile(Path::new(&out), "server")?;
    compile(Path::new(&out), "client")
}

/// Writes one file that includes a half of each package.
fn compile(out: &Path, half: &str) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(out.join(half))?;
    let files = PACKAGES.map(|package| format!("{FOLDER}/{package}.proto"));
    tonic_build::configure()
        .build_server(half == "server")
        .build_client(half == "client")
        .build_transport(false)
        // An ordered map encodes the same way each time.
        .btree_map(["."])
        .out_dir(out.join(half))
        .compile_protos(&files, &[FOLDER.to_owned()])?;
    Ok(std::fs::write(out.join(format!("{half}.rs")), modules(half)?)?)
}

/// Generated code is not held to the house rules, and not all of it is used.
fn modules(half: &str) -> Result<String, std::fmt::Error> {
    let mut text = String::new();
    for package in PACKAGES {
        writeln!(
            text,
            "/// Generated from `{package}.proto`.\n\
             #[allow(missing_docs, unreachable_pub, unused)]\n\
             #[allow(clippy::all, clippy::pedantic, clippy::restriction)]\n\
             pub(crate) mod {package} {{ include!(\"{half}/{package}.rs\"); }}",
        )?;
    }
    Ok(text)
}
