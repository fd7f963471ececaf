package io.korrigo.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values for calls: such as a schema describes, nearly such, and nonsense. */
final class FuzzValues {
    static final String FORM = "multipart/form-data; boundary=b";

    private static final String[] HOSTILE = {
        "",
        " ",
        "\0",
        "a\0b",
        "../../etc/passwd",
        "..",
        ".",
        "%",
        "%00",
        "'; drop table korrigo_exams; --",
        "\"",
        "\\",
        "<script>",
        "\u202e",
        "é".repeat(200),
        "x".repeat(5_000),
        "😀",
        "\ud800",
        "null",
        "true",
        "-1",
        "0",
        "1e999",
        "NaN",
        "9223372036854775808",
        "2147483648",
        "0f8fad5b-d9cb-469f-a165-70867728950e",
        "{}",
        "[]",
        "*",
        "a/b",
        "a;b=c",
        "\r\nX-Evil: 1",
        "٣",
        "İ",
        "${jndi:ldap://x}",
        "%s%n%d",
        "{0}"
    };

    private final Random random;
    private final JsonNode document;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, List<String>> ids = new HashMap<>();

    FuzzValues(Random random, JsonNode document) {
        this.random = random;
        this.document = document;
    }

    void know(String variable, List<String> some) {
        ids.put(variable, some);
    }

    JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    String oneOf(String... some) {
        return some[random.nextInt(some.length)];
    }

    String hostile() {
        return oneOf(HOSTILE);
    }

    /** For a variable of a path: mostly one that is there. An empty one would be another path. */
    String id(String variable) {
        List<String> known = ids.get(variable);
        if (known != null && random.nextInt(4) > 0) {
            return known.get(random.nextInt(known.size()));
        }
        String text = hostile();
        return text.isEmpty() ? "x" : text;
    }

    /** For a query. */
    String text(JsonNode schema) {
        if (random.nextInt(3) == 0) {
            return hostile();
        }
        JsonNode value = value(schema, 0);
        return value.isValueNode() ? value.asText() : value.toString();
    }

    String header() {
        return oneOf(
                "\"1\"",
                "\"0\"",
                "*",
                "W/\"1\"",
                "\"",
                "x",
                "1",
                "a".repeat(300),
                "bytes=0-",
                "bytes=5-1",
                "-1:-1",
                "\"1\", \"2\"");
    }

    Map<String, String> extraHeaders() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (random.nextInt(4) == 0) {
            headers.put("If-Match", header());
        }
        if (random.nextInt(6) == 0) {
            headers.put(
                    "Range",
                    oneOf(
                            "bytes=0-",
                            "bytes=0-0",
                            "bytes=9-1",
                            "bytes=-1",
                            "bytes=a-b",
                            "lines=1-2",
                            "bytes=0-1,3-4",
                            "bytes=99999999999999999999-"));
        }
        if (random.nextInt(6) == 0) {
            headers.put("Accept-Language", oneOf("fr", "fr-FR,fr;q=0.9", "en", ";;;", "*;q=2", "x".repeat(900)));
        }
        if (random.nextInt(8) == 0) {
            headers.put(
                    "Cookie",
                    oneOf(
                            "korrigo_session=x",
                            "korrigo_session=",
                            "a=b; =",
                            "korrigo_session=\"x\"; korrigo_session=y"));
            headers.put("Sec-Fetch-Site", oneOf("same-origin", "cross-site", "none", ""));
        }
        return headers;
    }

    /** A JSON body: as described, with one thing changed, or something else altogether. */
    String body(JsonNode schema) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            return oneOf(
                    "",
                    "{",
                    "[]",
                    "null",
                    "1",
                    "\"x\"",
                    "{}{}",
                    "{\"a\":1,\"a\":2}",
                    "[".repeat(3_000),
                    "{\"\":".repeat(1_500),
                    "\u0000",
                    "{'a':1}",
                    "\ufeff{}");
        }
        JsonNode value = value(schema, 0);
        return (kind < 6 ? value : changed(value)).toString();
    }

    private JsonNode changed(JsonNode value) {
        if (value instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            if (names.isEmpty() || random.nextInt(4) == 0) {
                object.set(hostile(), any());
            } else {
                String name = names.get(random.nextInt(names.size()));
                if (random.nextInt(4) == 0) {
                    object.remove(name);
                } else if (random.nextBoolean() && object.get(name).isContainerNode()) {
                    object.set(name, changed(object.get(name)));
                } else {
                    object.set(name, any());
                }
            }
            return object;
        }
        if (value instanceof ArrayNode array && !array.isEmpty()) {
            int place = random.nextInt(array.size());
            array.set(place, random.nextBoolean() ? changed(array.get(place)) : any());
            return array;
        }
        return any();
    }

    private JsonNode any() {
        return switch (random.nextInt(8)) {
            case 0 -> json.nullNode();
            case 1 -> json.getNodeFactory().booleanNode(random.nextBoolean());
            case 2 ->
                json.getNodeFactory()
                        .numberNode(new java.math.BigDecimal(
                                oneOf("0", "-1", "1e400", "0.1", "99999999999999999999", "-0.00000001", "2147483648")));
            case 3 -> json.createArrayNode().add(hostile()).add(1);
            case 4 -> json.createObjectNode().put(hostile(), 1);
            default -> json.getNodeFactory().textNode(hostile());
        };
    }

    private JsonNode value(JsonNode described, int depth) {
        JsonNode schema = resolved(described);
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        for (String choice : new String[] {"oneOf", "anyOf"}) {
            JsonNode some = schema.path(choice);
            if (!some.isEmpty() && !schema.has("properties")) {
                return value(some.get(random.nextInt(some.size())), depth + 1);
            }
        }
        JsonNode type = schema.path("type");
        String name = type.isArray()
                ? type.get(random.nextInt(type.size())).asText()
                : type.asText(schema.has("properties") ? "object" : "any");
        return switch (name) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "string" -> json.getNodeFactory().textNode(string(schema));
            case "integer" ->
                json.getNodeFactory()
                        .numberNode(schema.path("minimum").asInt(0)
                                + random.nextInt(
                                        schema.has("maximum")
                                                ? 1
                                                        + Math.max(
                                                                0,
                                                                schema.path("maximum")
                                                                                .asInt()
                                                                        - schema.path("minimum")
                                                                                .asInt(0))
                                                : 10));
            case "number" -> json.getNodeFactory().numberNode(random.nextInt(5) / 4.0);
            case "boolean" -> json.getNodeFactory().booleanNode(random.nextBoolean());
            case "null" -> json.nullNode();
            default -> any();
        };
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = json.createObjectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(each -> required.add(each.asText()));
        JsonNode choice = schema.path("oneOf");
        if (!choice.isEmpty()) {
            choice.get(random.nextInt(choice.size())).path("required").forEach(each -> required.add(each.asText()));
        }
        schema.path("properties").properties().forEach(entry -> {
            if (required.contains(entry.getKey()) || choice.isEmpty() && depth < 6 && random.nextBoolean()) {
                object.set(entry.getKey(), known(entry.getKey(), value(entry.getValue(), depth + 1)));
            }
        });
        if (schema.path("additionalProperties").isObject() && random.nextBoolean()) {
            object.set(oneOf("1", "1.a", "2", "x"), value(schema.path("additionalProperties"), depth + 1));
        }
        return object;
    }

    /** Ids in bodies are often those of what is there. */
    private JsonNode known(String member, JsonNode otherwise) {
        List<String> some = ids.get(member);
        return some != null && otherwise.isTextual() && random.nextInt(3) > 0
                ? json.getNodeFactory().textNode(some.get(random.nextInt(some.size())))
                : otherwise;
    }

    private JsonNode array(JsonNode schema, int depth) {
        ArrayNode array = json.createArrayNode();
        int size = depth > 6 ? 0 : Math.max(schema.path("minItems").asInt(0), random.nextInt(3));
        for (int i = 0; i < size; i++) {
            array.add(value(schema.path("items"), depth + 1));
        }
        return array;
    }

    private String string(JsonNode schema) {
        if (schema.path("format").asText().equals("date")) {
            return oneOf("2026-06-12", "2026-02-30", "0000-01-01");
        }
        if (schema.path("format").asText().equals("date-time")) {
            return oneOf("2026-06-12T08:00:00Z", "2026-06-12T08:00:00+14:00", "+999999999-12-31T23:59:59Z");
        }
        return random.nextInt(4) == 0
                ? hostile()
                : oneOf("Roux", "prof", "x", "17/07", "Une épreuve", "right", "zoe", "1.a", "soleil et trois chats");
    }

    /** For a file: a roster, nearly one, a picture's beginning, noise. */
    /** Base64 of the SHA-256, mostly. */
    String digest(byte[] part) throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(part);
        return random.nextInt(5) == 0 ? hostile() : Base64.getEncoder().encodeToString(digest);
    }

    byte[] bytes() {
        byte[] noise = new byte[random.nextInt(2_000)];
        random.nextBytes(noise);
        return switch (random.nextInt(5)) {
            case 0 -> noise;
            case 1 -> "NOM;PRENOM;DATE_NAISSANCE\nROUX;Zoé;29/02/2008\n".getBytes(StandardCharsets.UTF_8);
            case 2 -> ("NOM;PRENOM\n" + hostile() + ";" + hostile() + "\n").getBytes(StandardCharsets.UTF_8);
            case 3 -> "%PDF-1.7\n1 0 obj".getBytes(StandardCharsets.UTF_8);
            default -> new byte[0];
        };
    }

    static byte[] form(byte[] file) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"r.csv\"\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(file);
        form.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }
}
