package io.korrigo.rest;

import java.util.Arrays;

/** Changes that name the state on which they are based (RFC 9110, section 13.1.1). */
final class IfMatch {
    private IfMatch() {}

    /**
     * @param etag what is there, in quotes
     * @throws Problem 428 without the header, 412 when it names something else
     */
    static void require(Request request, String etag) {
        String header = request.header("If-Match");
        if (header == null) {
            throw Problem.preconditionRequired();
        }
        if (Arrays.stream(header.split(",")).map(String::strip).noneMatch(etag::equals)) {
            throw Problem.preconditionFailed();
        }
    }
}
