<?xml version="1.0" encoding="UTF-8"?>
<!-- Makes a RELAX NG schema of a self-contained ODD: one that declares every element, class, macro and data type it
     uses. Knows the constructs that schema/teiwright.odd uses, and RELAX NG inside content; stops at any other. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:o="urn:teiwright:odd" xmlns="http://relaxng.org/ns/structure/1.0"
    xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="xs tei o">

  <xsl:output method="xml" indent="yes" encoding="UTF-8"/>

  <xsl:mode name="o:define" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="o:content" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="o:data" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:key name="o:members" match="elementSpec | classSpec" use="classes/memberOf/@key"/>
  <xsl:key name="o:attribute-class" match="classSpec[@type = 'atts']" use="@ident"/>

  <xsl:template match="/" as="element()" xpath-default-namespace="http://relaxng.org/ns/structure/1.0">
    <grammar ns="{(//tei:schemaSpec/@ns, 'http://www.tei-c.org/ns/1.0')[1]}" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
      <a:documentation>Made from teiwright.odd: change that file, not this one.</a:documentation>
      <start>
        <xsl:for-each select="tokenize((//tei:schemaSpec/@start, 'TEI')[1])">
          <ref name="{.}"/>
        </xsl:for-each>
      </start>
      <xsl:apply-templates mode="o:define"
          select="//(tei:elementSpec | tei:classSpec | tei:macroSpec | tei:dataSpec)"/>
    </grammar>
  </xsl:template>

  <xsl:template mode="o:define" match="elementSpec" as="element()">
    <define name="{@ident}">
      <element name="{@ident}">
        <xsl:copy-of select="@ns"/>
        <a:documentation><xsl:value-of select="normalize-space(desc)"/></a:documentation>
        <xsl:apply-templates mode="o:content" select="content/*"/>
        <xsl:sequence select="o:attributes(.)"/>
      </element>
    </define>
  </xsl:template>

  <xsl:template mode="o:define" match="classSpec[@type = 'model']" as="element()">
    <define name="{@ident}">
      <xsl:call-template name="o:choice">
        <xsl:with-param name="names" select="key('o:members', @ident)/@ident"/>
      </xsl:call-template>
    </define>
  </xsl:template>

  <xsl:template mode="o:define" match="classSpec[@type = 'atts']" as="element()*">
    <define name="{@ident}.attributes">
      <xsl:sequence select="o:inherited(., ())"/>
      <xsl:for-each select="attList/attDef">
        <ref name="{o:attribute-name(.)}"/>
      </xsl:for-each>
    </define>
    <xsl:for-each select="attList/attDef">
      <define name="{o:attribute-name(.)}">
        <xsl:sequence select="o:attribute(.)"/>
      </define>
    </xsl:for-each>
  </xsl:template>

  <xsl:template mode="o:define" match="macroSpec | dataSpec" as="element()">
    <define name="{@ident}">
      <xsl:apply-templates mode="o:content" select="content/*"/>
    </define>
  </xsl:template>

  <xsl:template name="o:choice" as="element()">
    <xsl:param name="names" as="xs:string*" required="yes"/>
    <xsl:choose>
      <xsl:when test="empty($names)"><notAllowed/></xsl:when>
      <xsl:otherwise>
        <choice>
          <xsl:for-each select="$names">
            <ref name="{.}"/>
          </xsl:for-each>
        </choice>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The element's own attributes, and those of its classes that it does not declare itself. -->
  <xsl:function name="o:attributes" as="element()*">
    <xsl:param name="element" as="element(elementSpec)"/>
    <xsl:variable name="own" as="element(attDef)*" select="$element/attList/attDef"/>
    <xsl:sequence select="o:inherited($element, $own/@ident), $own ! o:attribute(.)"/>
  </xsl:function>

  <!-- References to the attributes of a specification's classes, but for those that are declared nearer by. -->
  <xsl:function name="o:inherited" as="element()*">
    <xsl:param name="specification" as="element()"/>
    <xsl:param name="declared" as="xs:string*"/>
    <xsl:for-each select="$specification/classes/memberOf/key('o:attribute-class', @key)">
      <xsl:choose>
        <xsl:when test="$declared = o:family(.)/attList/attDef/@ident">
          <xsl:sequence select="o:inherited(., $declared)"/>
          <xsl:for-each select="attList/attDef[not(@ident = $declared)]">
            <ref name="{o:attribute-name(.)}"/>
          </xsl:for-each>
        </xsl:when>
        <xsl:otherwise>
          <ref name="{@ident}.attributes"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="o:family" as="element(classSpec)*">
    <xsl:param name="class" as="element(classSpec)"/>
    <xsl:sequence select="$class, $class/classes/memberOf/key('o:attribute-class', @key) ! o:family(.)"/>
  </xsl:function>

  <xsl:function name="o:attribute-name" as="xs:string">
    <xsl:param name="attribute" as="element(attDef)"/>
    <xsl:sequence select="string-join(($attribute/ancestor::classSpec/@ident, 'attribute',
        translate($attribute/@ident, ':', '-')), '.')"/>
  </xsl:function>

  <xsl:function name="o:attribute" as="element()">
    <xsl:param name="attribute" as="element(attDef)"/>
    <xsl:variable name="pattern" as="element()">
      <attribute name="{$attribute/@ident}">
        <xsl:if test="not(contains($attribute/@ident, ':'))">
          <xsl:attribute name="ns"/>
        </xsl:if>
        <a:documentation><xsl:value-of select="normalize-space($attribute/desc)"/></a:documentation>
        <xsl:sequence select="o:repeated($attribute/datatype, o:value($attribute))"/>
      </attribute>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$attribute/@usage = 'req'"><xsl:sequence select="$pattern"/></xsl:when>
      <xsl:otherwise><optional><xsl:sequence select="$pattern"/></optional></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="o:repeated" as="element()">
    <xsl:param name="datatype" as="element(datatype)"/>
    <xsl:param name="pattern" as="element()"/>
    <xsl:choose>
      <xsl:when test="$datatype/@maxOccurs = 'unbounded'">
        <list><oneOrMore><xsl:sequence select="$pattern"/></oneOrMore></list>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="$pattern"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- A closed list allows its values only; a semi-closed one documents the usual values and allows others. -->
  <xsl:function name="o:value" as="element()">
    <xsl:param name="attribute" as="element(attDef)"/>
    <xsl:variable name="reference" as="element()">
      <ref name="{$attribute/datatype/dataRef/@key}"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$attribute/valList">
        <choice>
          <xsl:for-each select="$attribute/valList/valItem">
            <value><xsl:value-of select="@ident"/></value>
            <xsl:for-each select="desc">
              <a:documentation><xsl:value-of select="normalize-space()"/></a:documentation>
            </xsl:for-each>
          </xsl:for-each>
          <xsl:sequence select="$reference[not($attribute/valList/@type = 'closed')]"/>
        </choice>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="$reference"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template mode="o:content" match="*[@minOccurs or @maxOccurs]" as="element()" priority="1">
    <xsl:variable name="pattern" as="element()">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:variable name="occurrence" as="xs:string" select="o:occurrence(.)"/>
    <xsl:element name="{$occurrence}" namespace="http://relaxng.org/ns/structure/1.0">
      <xsl:sequence select="$pattern"/>
    </xsl:element>
  </xsl:template>

  <xsl:function name="o:occurrence" as="xs:string">
    <xsl:param name="particle" as="element()"/>
    <xsl:variable name="bounds" as="xs:string"
        select="($particle/@minOccurs, '1')[1] || ' ' || ($particle/@maxOccurs, '1')[1]"/>
    <xsl:sequence select="(map { '0 1': 'optional', '0 unbounded': 'zeroOrMore', '1 unbounded': 'oneOrMore' }($bounds),
        error(xs:QName('o:occurrence'), 'minOccurs and maxOccurs not provided for: ' || $bounds))[1]"/>
  </xsl:function>

  <xsl:template mode="o:content" match="elementRef | macroRef | classRef | dataRef[@key]" as="element()">
    <ref name="{@key}"/>
  </xsl:template>

  <xsl:template mode="o:content" match="dataRef[@name]" as="element()">
    <data type="{@name}">
      <xsl:for-each select="@restriction">
        <param name="pattern"><xsl:value-of select="."/></param>
      </xsl:for-each>
    </data>
  </xsl:template>

  <xsl:template mode="o:content" match="sequence" as="element()">
    <group><xsl:apply-templates mode="#current" select="*"/></group>
  </xsl:template>

  <xsl:template mode="o:content" match="alternate" as="element()">
    <choice><xsl:apply-templates mode="#current" select="*"/></choice>
  </xsl:template>

  <xsl:template mode="o:content" match="rng:*" xmlns:rng="http://relaxng.org/ns/structure/1.0" as="element()">
    <xsl:copy-of select="."/>
  </xsl:template>

  <xsl:template mode="o:content" match="textNode" as="element()">
    <text/>
  </xsl:template>

  <xsl:template mode="o:content" match="empty" as="element()">
    <empty/>
  </xsl:template>

</xsl:stylesheet>
