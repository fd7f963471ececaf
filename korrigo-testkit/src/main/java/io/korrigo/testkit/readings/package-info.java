/**
 * Simulated header readings: invented classes, pupils who write their names with the habits that pupils have, and a
 * character reader of known accuracy, without pictures. For measuring what decides about readings.
 */
@NullMarked
package io.korrigo.testkit.readings;

import org.jspecify.annotations.NullMarked;
