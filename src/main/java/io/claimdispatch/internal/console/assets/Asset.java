package io.claimdispatch.internal.console.assets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/**
 * One file of the page.
 *
 * @param name in its folder
 * @param type its media type
 * @param bytes its content
 * @param gzipped the same, compressed once
 */
public record Asset(String name, String type, byte[] bytes, byte[] gzipped) {

    static Asset of(String name, byte[] bytes) {
        return new Asset(name, type(name), bytes, gzip(bytes));
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html;charset=UTF-8";
            case "css" -> "text/css;charset=UTF-8";
            case "js", "mjs" -> "text/javascript;charset=UTF-8";
            case "svg" -> "image/svg+xml";
            case "txt" -> "text/plain;charset=UTF-8";
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }
}
