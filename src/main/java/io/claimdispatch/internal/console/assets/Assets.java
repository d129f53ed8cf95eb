package io.claimdispatch.internal.console.assets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All files of the page. They lie on the class path outside of {@code META-INF/resources}, which a container would serve
 * past the filter. Only names of this list are served, so that no path leads anywhere else. The folder's name in the
 * addresses is a hash of everything: modules name each other relatively, and a browser may keep what it has.
 */
public final class Assets {

    /** The document. */
    static final String PAGE = "index.html";

    /** Whatever the page loads. */
    static final List<String> NAMES = List.of(
            "console.css",
            "icon.svg",
            "main.js",
            "actions.js",
            "activity.js",
            "admin.js",
            "api.js",
            "batch.js",
            "bulk.js",
            "charts.js",
            "dom.js",
            "failures.js",
            "format.js",
            "frame.js",
            "german.js",
            "overview.js",
            "payload.js",
            "route.js",
            "rows.js",
            "row.js",
            "nodes.js",
            "types.js",
            "words.js",
            "preact.mjs",
            "htm.mjs",
            "licences.txt");

    private static final String FOLDER = "files/";

    /** The placeholder in the document for the address of the folder. */
    private static final String PLACE = "{assets}";

    private final Map<String, Asset> files = new LinkedHashMap<>();
    private final String hash;
    private final Asset page;

    /** Reads all of them. */
    public Assets() {
        NAMES.forEach(name -> files.put(name, Asset.of(name, content(name))));
        hash = hash(files);
        String document = new String(read(PAGE), StandardCharsets.UTF_8).replace(PLACE, "assets/" + hash);
        page = Asset.of(PAGE, document.getBytes(StandardCharsets.UTF_8));
    }

    /** The document. */
    public Asset page() {
        return page;
    }

    /** The file at an address like {@code hash/name}. */
    public Optional<Asset> find(String address) {
        String folder = hash + "/";
        return address.startsWith(folder)
                ? Optional.ofNullable(files.get(address.substring(folder.length())))
                : Optional.empty();
    }

    /** Files of others are sent as they are, since their licences and checksums are for these. */
    private static byte[] content(String name) {
        byte[] bytes = read(name);
        return name.endsWith(".js") || name.endsWith(".css")
                ? Compact.text(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)
                : bytes;
    }

    private static byte[] read(String name) {
        try (InputStream file = Assets.class.getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                throw new IllegalStateException("the jar lacks the console's file " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(Map<String, Asset> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, file) -> {
                digest.update((name + "\n" + file.bytes().length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(file.bytes());
            });
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
