package io.claimdispatch.internal.common;

import java.util.Set;

/**
 * Words that one of the supported databases takes for a part of a statement, where the name of a table is expected. Its
 * documentation lists them: "SQL Key Words" of PostgreSQL 18 (reserved), "Reserved Words" of MariaDB 11.4, "Keywords and
 * Reserved Words" of MySQL 8.0 to 9, "Keywords / Reserved Words" of H2 2, "SQL reserved words" of Derby 10.16, "Oracle SQL
 * Reserved Words" of Oracle's SQL Language Reference (without those for attributes) and "Reserved Keywords" of SQL Server's
 * Transact-SQL reference; MariaDB and Derby refuse a few besides. One list for all, so that an application can change its database.
 */
final class ReservedWords {

    private static final Set<String> WORDS = Set.of("""
            access accessible add all allocate alter analyse analyze and any are array as asc asensitive assertion
            asymmetric at audit authorization avg backup before begin between bigint binary bit blob boolean both break
            browse bulk by call cascade cascaded case cast change char character character_length check checkpoint close
            cluster clustered coalesce collate collation column comment commit compress compute concurrently condition
            connect connection constraint constraints contains containstable continue convert corresponding create cross
            cube cume_dist current current_catalog current_date current_path current_role current_schema current_time
            current_timestamp current_user cursor database databases date day day_hour day_microsecond day_minute
            day_second dbcc deallocate dec decimal declare default deferrable deferred definer delayed delete
            delete_domain_id dense_rank deny desc describe deterministic diagnostics disconnect disk distinct
            distinctrow distributed div do do_domain_ids domain_id_list double drop dual dump each else elseif empty
            enclosed end endexec errlvl escape escaped except exception exclusive exec execute exists exit explain
            external extract false fetch file fillfactor first first_value float float4 float8 for force foreign found
            freetext freetexttable freeze from full fulltext function generated get getcurrentconnection global go goto
            grant group grouping groups having high_priority holdlock hour hour_microsecond hour_minute hour_second
            identified identity identity_insert identitycol if ignore ignore_domain_ids ilike immediate in increment
            index indicator infile initial initially inner inout input insensitive insert int int1 int2 int3 int4 int8
            integer intersect interval into invoker io_after_gtids io_before_gtids is isnull isolation iterate join
            json_arrayagg json_objectagg json_table key keys kill lag last last_value lateral lead leading leave left
            level library like limit linear lineno lines load localtime localtimestamp lock long longblob longtext loop
            low_priority lower ltrim manual master_bind master_demote_to_replica master_demote_to_slave
            master_ssl_verify_server_cert match max maxextents maxvalue mediumblob mediumint mediumtext merge middleint
            min minus minute minute_microsecond minute_second mlslabel mod mode modifies modify month national natural
            nchar next no no_write_to_binlog noaudit nocheck nocompress nonclustered none not notnull nowait nth_value
            ntile null nullif number numeric nvarchar of off offline offset offsets on online only open opendatasource
            openquery openrowset openxml optimize optimizer_costs option optionally or order out outer outfile output
            over overlaps pad page_checksum parallel parse_vcol_expr partial partition pctfree percent percent_rank
            pivot placing plan portion position precision prepare preserve primary print prior privileges proc procedure
            public purge qualify raiserror range rank raw read read_write reads readtext real reconfigure recursive
            ref_system_id references regexp relative release rename repeat replace replication require resignal resource
            restore restrict return returning revert revoke right rlike rollback row row_number rowcount rowguidcol
            rowid rownum rows rtrim rule save schema schemas scroll second second_microsecond securityaudit select
            semantickeyphrasetable semanticsimilaritydetailstable semanticsimilaritytable sensitive separator session
            session_user set sets setuser share show shutdown signal similar size smallint some space spatial specific
            sql sql_after_gtids sql_before_gtids sql_big_result sql_calc_found_rows sql_small_result sqlcode sqlerror
            sqlexception sqlstate sqlwarning ssl start starting statistics stats_auto_recalc stats_persistent
            stats_sample_pages stored straight_join substr substring successful sum symmetric synonym sysdate system
            system_user table tablesample temporary terminated textsize then timezone_hour timezone_minute tinyblob
            tinyint tinytext to top trailing tran transaction translate translation trigger trim true truncate
            try_convert tsequal uescape uid undo union unique unknown unlock unpivot unsigned update updatetext upper
            usage use user using utc_date utc_time utc_timestamp validate value values varbinary varchar varchar2
            varcharacter variadic varying verbose view virtual waitfor when whenever where while window with work write
            writetext xml xmlexists xmlparse xmlquery xmlserialize xor year year_month zerofill
            """.strip().split("\\s+"));

    private ReservedWords() {}

    static boolean contains(String word) {
        return WORDS.contains(word);
    }
}
