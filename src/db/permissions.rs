//! What the roles of staff were granted: read from the catalog, never written down twice.

use serde::Serialize;
use tokio_postgres::Row;

use super::rows::Columns;
use super::{Error, StaffTransaction};

/// One table, and what each role may do with it.
#[derive(Debug, Serialize)]
pub struct TablePermissions {
    /// The table.
    pub table: String,
    /// What it is for.
    pub comment: Option<String>,
    /// What each role may do, from viewer to admin.
    pub roles: Vec<RolePermissions>,
}

/// What one role may do with one table.
#[derive(Debug, Serialize)]
pub struct RolePermissions {
    /// The role, without `remit_staff_`.
    pub role: String,
    /// Columns that it reads.
    pub reads: Scope,
    /// Columns that it gives a new row.
    pub inserts: Scope,
    /// Columns that it changes.
    pub updates: Scope,
    /// Whether it deletes rows.
    pub deletes: bool,
}

/// Which columns a verb covers.
#[derive(Debug, Serialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// None.
    None,
    /// All of them.
    All,
    /// All but these, which are the fewer.
    But(Vec<String>),
    /// These.
    Only(Vec<String>),
}

impl Scope {
    fn of(granted: Vec<String>, all: &[String]) -> Self {
        let denied: Vec<_> = all
            .iter()
            .filter(|c| !granted.contains(c))
            .cloned()
            .collect();
        match (granted.len(), denied.len()) {
            (0, _) => Self::None,
            (_, 0) => Self::All,
            (given, kept) if kept < given => Self::But(denied),
            _ => Self::Only(granted),
        }
    }
}

impl StaffTransaction {
    /// Every table that a role of staff may do anything with.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn list_permissions(&self) -> Result<Vec<TablePermissions>, Error> {
        const LIST: &str = "
            select c.relname::text, obj_description(c.oid, 'pg_class'), substr(r.rolname, 13)::text,
                array_agg(a.attname::text order by a.attnum),
                coalesce(array_agg(a.attname::text order by a.attnum) filter (where has_column_privilege(r.oid, c.oid, a.attnum, 'select')), '{}'),
                coalesce(array_agg(a.attname::text order by a.attnum) filter (where has_column_privilege(r.oid, c.oid, a.attnum, 'insert')), '{}'),
                coalesce(array_agg(a.attname::text order by a.attnum) filter (where has_column_privilege(r.oid, c.oid, a.attnum, 'update')), '{}'),
                has_table_privilege(r.oid, c.oid, 'delete')
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            join pg_roles r on r.rolname in ('remit_staff_viewer', 'remit_staff_support', 'remit_staff_finance', 'remit_staff_admin')
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition
                and (has_any_column_privilege('remit_staff_viewer', c.oid, 'select')
                    or has_any_column_privilege('remit_staff_support', c.oid, 'select')
                    or has_any_column_privilege('remit_staff_finance', c.oid, 'select')
                    or has_any_column_privilege('remit_staff_admin', c.oid, 'select'))
            group by c.oid, c.relname, r.oid, r.rolname
            order by c.relname, array_position(array['viewer', 'support', 'finance', 'admin'], substr(r.rolname, 13)::text)";
        let rows = self.query(LIST, &[]).await?;
        let mut tables: Vec<TablePermissions> = Vec::new();
        for row in &rows {
            let (table, comment, role) = read(row)?;
            match tables.last_mut().filter(|last| last.table == table) {
                Some(last) => last.roles.push(role),
                None => tables.push(TablePermissions {
                    table,
                    comment,
                    roles: vec![role],
                }),
            }
        }
        Ok(tables)
    }
}

fn read(row: &Row) -> Result<(String, Option<String>, RolePermissions), Error> {
    let mut columns = Columns::of(row);
    let (table, comment, role) = (columns.take()?, columns.take()?, columns.take()?);
    let all: Vec<String> = columns.take()?;
    let permissions = RolePermissions {
        role,
        reads: Scope::of(columns.take()?, &all),
        inserts: Scope::of(columns.take()?, &all),
        updates: Scope::of(columns.take()?, &all),
        deletes: columns.take()?,
    };
    Ok((table, comment, permissions))
}
