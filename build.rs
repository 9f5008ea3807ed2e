//! The binary holds the SQL and the templates: it is built again when they change.

fn main() {
    println!("cargo::rerun-if-changed=sql");
    println!("cargo::rerun-if-changed=admin");
}
