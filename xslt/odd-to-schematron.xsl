<?xml version="1.0" encoding="UTF-8"?>
<!-- Gathers an ODD's constraints into one Schematron schema: a pattern a constraintSpec, its description as the
     diagnostic that says how to mend what the rule finds. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:o="urn:teiwright:odd" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs o">

  <xsl:output method="xml" indent="yes" encoding="UTF-8" suppress-indentation="sch:assert sch:report sch:diagnostic"/>

  <xsl:mode name="o:rule" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <xsl:template match="/" as="element(sch:schema)">
    <xsl:variable name="constraints" as="element(constraintSpec)*"
        select="//constraintSpec[@scheme = 'schematron']"/>
    <sch:schema queryBinding="xslt3">
      <sch:title>Made from teiwright.odd: change that file, not this one.</sch:title>
      <sch:ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
      <sch:ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>
      <xsl:apply-templates mode="o:rule" select="$constraints"/>
      <sch:diagnostics>
        <xsl:for-each select="$constraints">
          <sch:diagnostic id="mend-{@ident}"><xsl:value-of select="normalize-space(desc)"/></sch:diagnostic>
        </xsl:for-each>
      </sch:diagnostics>
    </sch:schema>
  </xsl:template>

  <xsl:template mode="o:rule" match="constraintSpec" as="element(sch:pattern)">
    <sch:pattern id="{@ident}">
      <xsl:apply-templates mode="#current" select="constraint/sch:*"/>
    </sch:pattern>
  </xsl:template>

  <xsl:template mode="o:rule" match="sch:assert | sch:report" as="element()">
    <xsl:copy copy-namespaces="no">
      <xsl:attribute name="id" select="ancestor::constraintSpec/@ident"/>
      <xsl:attribute name="diagnostics" select="'mend-' || ancestor::constraintSpec/@ident"/>
      <xsl:apply-templates mode="#current" select="@*, node()"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template mode="o:rule" match="sch:*" as="element()" priority="-0.25">
    <xsl:copy copy-namespaces="no">
      <xsl:apply-templates mode="#current" select="@*, node()"/>
    </xsl:copy>
  </xsl:template>

</xsl:stylesheet>
