//! The binary holds the SQL, the templates and the pages' files: it is built again when they change.
//! The files are compressed here, once, not for each request.

use std::fs::{File, read, read_dir};
use std::io::{Error, Write as _};
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::GzEncoder;

fn main() -> Result<(), Error> {
    println!("cargo::rerun-if-changed=sql");
    println!("cargo::rerun-if-changed=admin");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or(Error::other("no OUT_DIR"))?);
    for entry in read_dir("admin/static")? {
        let entry = entry?;
        let name = format!("{}.gz", entry.file_name().to_string_lossy());
        let file = File::create(out.join(name))?;
        let mut encoder = GzEncoder::new(file, Compression::best());
        encoder.write_all(&read(entry.path())?)?;
        encoder.finish()?;
    }
    Ok(())
}
