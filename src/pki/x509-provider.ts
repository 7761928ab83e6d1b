// @peculiar/x509 needs the reflection metadata before it loads: this is the one place that imports it.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

export { x509 };
