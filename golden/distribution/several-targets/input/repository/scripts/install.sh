#!/bin/sh
echo installs
