package io.korrigo.spring;

import io.korrigo.exam.BlobStore;
import io.korrigo.host.FolderBlobStore;
import io.korrigo.host.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Files in a folder, for an application that says which ({@code korrigo.files.folder}) and has no store of its own. */
@AutoConfiguration
@ConditionalOnProperty("korrigo.files.folder")
@EnableConfigurationProperties(KorrigoProperties.class)
public class KorrigoFilesAutoConfiguration {
    /** One folder for all nodes. */
    @Bean
    @ConditionalOnMissingBean
    BlobStore korrigoFiles(KorrigoProperties properties) throws IOException {
        Path folder = Objects.requireNonNull(properties.files().folder(), "korrigo.files.folder");
        return new FolderBlobStore(PrivateFiles.folder(folder));
    }
}
