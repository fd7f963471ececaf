package io.korrigo.rest;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A POST that says nothing; what a test is about, it says itself. */
class MadeUpRequest implements Request {
    @Override
    public String method() {
        return "POST";
    }

    @Override
    public boolean headersOnly() {
        return false;
    }

    @Override
    public List<String> path() {
        return List.of();
    }

    @Override
    public @Nullable String header(String name) {
        return null;
    }

    @Override
    public String prefix() {
        return "";
    }

    @Override
    public Optional<Caller> caller() {
        return Optional.empty();
    }

    @Override
    public Optional<Upload> upload(String part) {
        return Optional.empty();
    }

    @Override
    public @Nullable String parameter(String name) {
        return null;
    }

    @Override
    public byte[] body(int limit) {
        return new byte[0];
    }

    @Override
    public InputStream content() {
        return InputStream.nullInputStream();
    }
}
