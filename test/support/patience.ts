import { configure } from '@testing-library/preact';

// As in the end-to-end tests: for machines that do more than this.
configure({ asyncUtilTimeout: 10_000 });
